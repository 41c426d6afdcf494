/* mini_faults.h - faults in the weather of mini_air.h: a value replaced, a field lost. The file is then entered in the
 * manifest as it is, so that a run takes it for its own. */
#ifndef LT_TEST_MINI_FAULTS_H
#define LT_TEST_MINI_FAULTS_H

#include "tests/support/mini_air.h"
#include "tests/support/nc_make.h"

/* A file of the folder open for a change, and closed and entered after it. */
static inline int mini_change(lt_outdir *dir, const char *name) {
    char path[220];
    int id;
    MINI_OK(lt_outdir_join(dir, name, path, sizeof path));
    nc_good(nc_open(path, NC_WRITE, &id));
    return id;
}

static inline void mini_enter(lt_outdir *dir, const char *name, int id) {
    char path[220], part[240];
    nc_end(id);
    MINI_OK(lt_outdir_join(dir, name, path, sizeof path));
    MINI_OK(lt_outdir_join_temporary(dir, name, part, sizeof part));
    assert_int_equal(rename(path, part), 0);
    MINI_OK(lt_outdir_commit(dir, name));
}

/* A value at hour, layer, row, column (hour, row, column of a field of one layer); what stood there. */
static inline double mini_put(lt_outdir *dir, const char *name, const char *field, const size_t at[4], double value) {
    const int id = mini_change(dir, name);
    const char *slash = strchr(field, '/'); /* "group/name" */
    char group[64];
    int in = id, variable;
    double before;
    snprintf(group, sizeof group, "%.*s", slash ? (int)(slash - field) : 0, field);
    if (slash) nc_good(nc_inq_ncid(id, group, &in));
    nc_good(nc_inq_varid(in, slash ? slash + 1 : field, &variable));
    nc_good(nc_get_var1_double(in, variable, at, &before));
    nc_good(nc_put_var1_double(in, variable, at, &value));
    mini_enter(dir, name, id);
    return before;
}

static inline void mini_lose(lt_outdir *dir, const char *name, const char *field) {
    const int id = mini_change(dir, name);
    int variable;
    nc_good(nc_inq_varid(id, field, &variable));
    nc_good(nc_rename_var(id, variable, "of_another_name"));
    mini_enter(dir, name, id);
}

/* met_broken.nc: without a number at the start of an hour. */
static inline void mini_broken_met(lt_outdir *dir, int n_hours, int hour) {
    mini_met(dir, "met_broken.nc", n_hours);
    mini_put(dir, "met_broken.nc", "relative_humidity", (const size_t[]){(size_t)hour, 2, 3, 4}, NAN);
}

#endif
