# SPDX-License-Identifier: MIT
# The same by a pipe, for sites that allow vnd.dovecot.pipe only; see
# 95-patchdigest.conf beside this file. Where the filter is killed or missing
# the mail is in the mailbox, but nowhere else.
require ["vnd.dovecot.pipe", "copy"];

if header :contains "list-id" "<kvm.vger.kernel.org>" {
  pipe :copy :try "patchdigest-filter" ["--list=kvm.vger.kernel.org"];
}
