/* writer.h - an inventory in the form that others read: one file a writer, one line here.
 *
 * `lantian inventory export --as NAME [CASE]` opens the folder, reads what the writer needs and calls it. */
#ifndef LT_WRITER_H
#define LT_WRITER_H

#include "grids/grid.h"
#include "inventory/place/gridding.h"
#include "inventory/ledger.h"

#define LT_WRITER_LIST(X) X(cf) X(cmaq) X(ff10) X(ghg) X(guideline)

/* What a writer needs beyond the ledger; LT_WRITER_ALL: it writes the inventories of others under it as well. */
enum { LT_WRITER_GRID = 1, LT_WRITER_PERIOD = 2, LT_WRITER_ALL = 4 };

typedef struct lt_export {
    const lt_ledger *ledger;
    const lt_allocation *allocation;
    const lt_grid *grid; /* NULL unless it is needed */
    lt_time start;       /* first hour, UTC */
    long days;           /* 0 unless a period is needed */
    lt_outdir *dir;
    const char *gwp; /* set of warming potentials; NULL: that of the writer */
} lt_export;

typedef struct lt_writer {
    const char *name, *title_en, *title_zh;
    unsigned needs;
    lt_status (*write)(const lt_export *job);
} lt_writer;

#define LT_WRITER_DECLARE(name) extern const lt_writer lt_writer_##name;
LT_WRITER_LIST(LT_WRITER_DECLARE)
#undef LT_WRITER_DECLARE

/* All of them, ending with NULL. */
extern const lt_writer *const lt_writers[];
/* LT_ERR_USAGE with the names there are (name may be NULL). */
lt_status lt_writer_find(const char *name, const lt_writer **out);

#endif
