# SPDX-License-Identifier: MIT
# A copy of a list's mail goes to the filter; see 95-patchdigest.conf beside
# this file for when to use it, what a failure does and how to set it up.
require ["vnd.dovecot.execute", "copy", "fileinto", "mailbox"];

if header :contains "list-id" "<kvm.vger.kernel.org>" {
  if not execute :pipe "patchdigest-filter" ["--list=kvm.vger.kernel.org"] {
    fileinto :copy :create "patchdigest-spool";
  }
}
