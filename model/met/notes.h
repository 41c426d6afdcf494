/* notes.h - what is assumed where the weather input is silent: one sentence a line, in English and in Chinese. */
#ifndef LT_MET_NOTES_H
#define LT_MET_NOTES_H

#include "base/status.h"

#include <stddef.h>

typedef struct lt_notes lt_notes;

lt_status lt_notes_create(lt_notes **out);
void lt_notes_free(lt_notes *notes); /* NULL is fine */
/* One sentence; both formats take the same arguments in the same order. A failure is kept for lt_notes_text. */
void lt_note(lt_notes *notes, const char *english, const char *chinese, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* All sentences so far, parted by line ends; they live as long as notes. */
lt_status lt_notes_text(lt_notes *notes, const char **english, const char **chinese);

#endif
