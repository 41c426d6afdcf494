/* belongs.h - what a state belongs to, as text: one "key: value" a line, in the form of YAML; lines that begin with a
 * blank or a dash belong to the key above them. A restart file carries the text of the run that wrote it, so that a run
 * of another grid or configuration is told which keys differ. */
#ifndef LT_BELONGS_H
#define LT_BELONGS_H

#include "base/status.h"

/* LT_OK if both say the same of every key, in any order; else LT_ERR_INPUT with the keys that differ and what both
 * sides say. where: the file of theirs. */
lt_status lt_belongs_compare(const char *where, const char *theirs, const char *mine);

#endif
