/* ledger_words.h - Chinese words of a ledger (inside inventory/): heads of columns, cities, sectors, units, yes and no.
 */
#ifndef LT_LEDGER_WORDS_H
#define LT_LEDGER_WORDS_H

#include "inventory/place/gridding.h"

/* The column's Chinese head, as the guidelines call it; "" where it has none. */
const char *lt_ledger_column_zh(const char *column);
bool lt_ledger_is_chinese(const char *text);
/* What a Chinese word of a cell means in our names; text itself where it is none of those that are known. */
const char *lt_ledger_region_word(const lt_regions *regions, const char *text);
const char *lt_ledger_sector_word(const lt_sectors *sectors, const char *text);
const char *lt_ledger_plain_word(const char *text);

#endif
