/* words.h - Chinese words of processes, technologies and controls (data/words.csv), for tables that people read. */
#ifndef LT_INVENTORY_WORDS_H
#define LT_INVENTORY_WORDS_H

#include "base/status.h"

typedef struct lt_words lt_words;

lt_status lt_words_read(lt_words **out);
void lt_words_free(lt_words *words); /* NULL is fine */
/* "heavy_truck_V" is 重型货车国五; the name itself where the table has none. A buffer of lt_fmt or of the table. */
const char *lt_words_zh(const lt_words *words, const char *name);

/* The other way: our name of a Chinese word; text itself where none or several have it. */
const char *lt_words_name(const lt_words *words, const char *text);

#endif
