/* texts.h - a pool of texts that are kept once, and a number with each: names, notes, keys of tables. */
#ifndef LT_TEXTS_H
#define LT_TEXTS_H

#include "base/status.h"

typedef struct lt_texts lt_texts;

lt_status lt_texts_create(lt_texts **out);
void lt_texts_free(lt_texts *texts); /* NULL is fine */

/* The kept copy of a text (NULL counts as ""): the same address for the same text, valid while the pool lives. */
lt_status lt_texts_keep(lt_texts *texts, const char *text, const char **out);
/* The number of a text; -1 where none was set or the text is not kept. */
long lt_texts_number(const lt_texts *texts, const char *text);
/* Keep the text and give it this number (0 or more). */
lt_status lt_texts_set_number(lt_texts *texts, const char *text, long number);

/* One key out of parts, through lt_fmt: parts with a character between that no name has. */
const char *lt_texts_key3(const char *a, const char *b, const char *c);

#endif
