/* lantian_kinds.h - the kinds of input that `lantian check` and `lantian example` know: how one is told, what shows the
 * smallest valid one, who judges it. A kind is one row in lantian_kinds_yaml.c, _table.c, _netcdf.c or _aermet.c;
 * requests for data, which are shown and not judged, are rows of _request.c. */
#ifndef LT_LANTIAN_KINDS_H
#define LT_LANTIAN_KINDS_H

#include "base/csv.h"
#include "base/faults.h"
#include "base/ncio.h"
#include "scenarios/run/road.h"

/* What is being judged: the file in one of three forms, and where its faults go. */
typedef struct lt_check {
    const char *path;
    lt_node *document;      /* YAML */
    lt_ncr *file;           /* netCDF */
    const lt_stage *stages; /* the road that a case would go */
    int n_stages;
    lt_faults *faults;
    const char *remark; /* what more is said of a valid one, or NULL */
} lt_check;

/* A kind is told by its key (which only it has), else by the most words in common: keys of a document, columns of a
 * table ("J_*": any that begins so), variables of a netCDF file; "a|b|c". */
typedef struct lt_kind {
    const char *name, *key, *words;
    const char *(*example)(void); /* NULL: made by Lantian or got elsewhere */
    lt_status (*judge)(
        lt_check *check); /* NULL beside a key: a result, which is named and not judged; it has all its words */
} lt_kind;

/* Each table ends with a row without name. */
lt_status lt_kinds_judge_states(lt_check *check); /* tables of states, or their folder */
extern const lt_kind lt_kinds_aermet[], lt_kinds_yaml[], lt_kinds_table[], lt_kinds_netcdf[], lt_kinds_request[];
const lt_kind *lt_kinds_aermet_of(const char *path); /* NULL: none of AERMET's files */

#endif
