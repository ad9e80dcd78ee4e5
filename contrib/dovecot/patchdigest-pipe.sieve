# SPDX-License-Identifier: MIT
# A copy of a list's mail by a pipe, for sites that allow vnd.dovecot.pipe
# only; see 95-patchdigest.conf beside this file. If the filter is killed or
# missing, the mail is in the mailbox, but in no digest.
require ["vnd.dovecot.pipe", "copy"];

if header :contains "list-id" "<kvm.vger.kernel.org>" {
  pipe :copy :try "patchdigest-filter" ["--list=kvm.vger.kernel.org"];
}
