# SPDX-License-Identifier: MIT
# ~/.mailfilter (maildrop): a copy of a list's mail goes to the filter.
#
# When:    maildrop sorts your mail. The usual choice: nothing that the filter
#          does can touch the mail.
# Failure: if the filter fails (75) or can't be started, the copy goes to the
#          spool, and the next "patchdigest-filter --drain" brings it into the
#          store. Without EXITCODE=0 maildrop would deliver the mail and exit
#          with 75 all the same, and the mail host would deliver it again.
# Set up:  mkdir -p -m 700 ~/.local/state/patchdigest/spool/{cur,new,tmp}
#          (maildrop would make a plain file of it); chmod 600 ~/.mailfilter

if (/^List-Id:.*<kvm\.vger\.kernel\.org>/)
{
  cc "| /usr/local/bin/patchdigest-filter --list=kvm.vger.kernel.org"
  if ($EXITCODE != 0)
  {
    cc "$HOME/.local/state/patchdigest/spool"
  }
  EXITCODE=0
}
