/* package_words.h - what a package says: measures, documents, actions and assumptions as JSON, for the report.
 *
 * {schema "lantian-measures-1", id, title_en, title_zh, measures [{id, title_*, summary_*,
 *   documents [{name_*, clause, catalogue, force, word_zh, quote_zh, quote_en}], actions [{text_*}],
 *   assumptions [{id, value, range [low, high], mark, meaning_*, reason_*, source}]}]}; *: en and zh */
#ifndef LT_PACKAGE_WORDS_H
#define LT_PACKAGE_WORDS_H

#include "scenarios/package.h"

/* Through the outdir, as name. */
lt_status lt_package_words_write(const lt_package *package, lt_outdir *dir, const char *name);

#endif
