"""What was asked, checked or reported stays as it was written."""

import pgtrigger

STAYS = pgtrigger.Update | pgtrigger.Delete
