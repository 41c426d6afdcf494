#include "model/state/restart_private.h"

#include <errno.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const precision = sizeof(lt_real) == 8 ? "double" : "float";

/* --- two generations --- */

static lt_status copy_file(const char *from, const char *to) {
    FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
    static const char doing[] = "copy a restart file";
    char buffer[1 << 14];
    if (!in || !out) {
        lt_status status = lt_errno_raise(errno, doing, in ? to : from);
        if (in) fclose(in);
        return status;
    }
    errno = 0;
    bool good = true;
    for (size_t n; good && (n = fread(buffer, 1, sizeof buffer, in)) > 0;) good = fwrite(buffer, 1, n, out) == n;
    good = good && !ferror(in);
    int error_number = errno;
    fclose(in);
    if (fclose(out) != 0 && good) {
        good = false;
        error_number = errno;
    }
    if (good) return LT_OK;
    unlink(to);
    return lt_errno_raise(error_number ? error_number : EIO, doing, to);
}

/* The present generation gets its second name before it loses the first, so that at every moment a whole file stands
 * in the manifest: a crash, a kill or a full disk leaves one to go on from. A hard link costs nothing; where the file
 * system has none the bytes are copied. A present one that is damaged never takes the place of the previous one. */
static lt_status keep_previous(lt_outdir *dir, const char *name) {
    char present[4096], second[4096], previous[256];
    if (!lt_outdir_has(dir, name, false, NULL)) return LT_OK;
    snprintf(previous, sizeof previous, "previous_%s", name);
    LT_TRY(lt_outdir_join(dir, name, present, sizeof present));
    LT_TRY(lt_outdir_join_temporary(dir, previous, second, sizeof second));
    unlink(second);
    if (link(present, second) != 0) LT_TRY(copy_file(present, second));
    lt_status status = lt_outdir_commit(dir, previous);
    unlink(second); /* rename(2) leaves it where both names are links to one file: cut off here before */
    if (status != LT_OK) lt_outdir_abandon_stream(dir, previous, NULL);
    return status;
}

/* --- begin and end --- */

static lt_status write_head(lt_restart *r) {
    const lt_restart_head *head = &r->head;
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "restart_format", LT_RESTART_FORMAT));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "precision", precision));
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "time_seconds_since_1970", (double)head->time));
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "first_hour_of_run", (double)head->first_hour));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "run_sha256", head->run));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "origin_sha256", head->origin));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "part", head->part));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "part_sha256", head->part_digest));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "weather_label_en", head->weather));
    return lt_ncw_attr_text(r->out, NULL, "belongs_to", r->belongs);
}

static lt_status begin_file(lt_restart *r, lt_outdir *dir, const char *name) {
    if (r->comm.rank != 0) return LT_OK;
    LT_TRY(keep_previous(dir, name));
    LT_TRY(lt_ncw_create(dir, name, "Lantian restart", &r->out));
    return write_head(r);
}

lt_status lt_restart_create(const lt_comm *comm, lt_outdir *dir, const char *name, const lt_restart_head *head,
                            const char *belongs, lt_restart **out) {
    lt_restart *r = NULL;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *r, &r);
    if (status == LT_OK) status = lt_calloc(strlen(belongs) + 1, 1, &r->belongs);
    if (status == LT_OK) {
        r->comm = *comm;
        r->writing = true;
        r->head = *head;
        strcpy(r->belongs, belongs);
        status = begin_file(r, dir, name);
    }
    status = lt_comm_agree(comm, status);
    if (status == LT_OK)
        *out = r;
    else
        lt_restart_abandon(r);
    return status;
}

static lt_status whole_attribute(lt_ncr *file, const char *name, double *out) {
    LT_TRY(lt_ncr_attr_double(file, NULL, name, out));
    return lt_restart_check_whole(file, name, *out);
}

static lt_status check_format(lt_ncr *file) {
    double format = 0;
    char text[64];
    if (lt_ncr_attr_double(file, NULL, "restart_format", &format) != LT_OK || format != LT_RESTART_FORMAT)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a restart of Lantian, or one of another format",
                        .where = lt_ncr_path(file), .expected = lt_fmt("restart_format %d", LT_RESTART_FORMAT),
                        .found = format != 0 ? lt_fmt("restart_format %g", format) : "no attribute restart_format",
                        .todo = "go on with the version of Lantian that wrote it, or start the run anew");
    LT_TRY(lt_ncr_attr_text(file, NULL, "precision", text, sizeof text));
    if (strcmp(text, precision) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart has another precision than this build",
                    .where = lt_ncr_path(file), .expected = precision, .found = lt_fmt("%s", text),
                    .todo = "go on with the build that wrote it");
}

static lt_status read_head(lt_restart *r) {
    lt_restart_head *head = &r->head;
    double value;
    LT_TRY(check_format(r->in));
    LT_TRY(whole_attribute(r->in, "time_seconds_since_1970", &value));
    head->time = (lt_time)value;
    LT_TRY(whole_attribute(r->in, "first_hour_of_run", &value));
    head->first_hour = (long)value;
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "run_sha256", head->run, sizeof head->run));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "origin_sha256", head->origin, sizeof head->origin));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "part", head->part, sizeof head->part));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "part_sha256", head->part_digest, sizeof head->part_digest));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "weather_label_en", head->weather, sizeof head->weather));
    return lt_ncr_attr_whole_text(r->in, NULL, "belongs_to", &r->belongs);
}

lt_status lt_restart_open(const char *path, lt_restart **out) {
    lt_restart *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    r->comm = lt_comm_self();
    lt_status status = lt_ncr_open(path, &r->in);
    if (status == LT_OK) status = read_head(r);
    if (status == LT_OK)
        *out = r;
    else
        lt_restart_abandon(r);
    return status;
}

/* Head and text of rank 0's file; length 0: it has none. */
static lt_status receive(const lt_comm *comm, int64_t length, lt_restart **restart) {
    lt_restart *r = *restart;
    lt_status status = LT_OK;
    if (!r) status = lt_calloc(1, sizeof *r, &r);
    if (status == LT_OK && !r->belongs) status = lt_calloc((size_t)length, 1, &r->belongs);
    status = lt_comm_agree(comm, status);
    if (status == LT_OK) status = lt_comm_broadcast(comm, &r->head, sizeof r->head, 0);
    if (status == LT_OK) status = lt_comm_broadcast(comm, r->belongs, (size_t)length, 0);
    if (r) r->comm = *comm;
    *restart = r;
    return status;
}

lt_status lt_restart_share(const lt_comm *comm, lt_restart **restart) {
    int64_t length = comm->rank == 0 && *restart ? (int64_t)strlen((*restart)->belongs) + 1 : 0;
    LT_TRY(lt_comm_broadcast(comm, &length, sizeof length, 0));
    return length ? receive(comm, length, restart) : LT_OK;
}

void lt_restart_among(lt_restart *restart, const lt_comm *comm) {
    restart->comm = *comm;
}

const lt_restart_head *lt_restart_head_of(const lt_restart *restart) {
    return &restart->head;
}

const char *lt_restart_belongs(const lt_restart *restart) {
    return restart->belongs;
}

void lt_restart_abandon(lt_restart *r) {
    if (!r) return;
    lt_ncw_abandon(r->out);
    if (r->in) lt_ncr_close(r->in);
    lt_free(r->belongs);
    lt_free(r);
}

lt_status lt_restart_commit(lt_restart *r) {
    const lt_comm comm = r->comm;
    lt_ncw *out = r->out;
    r->out = NULL;
    lt_restart_abandon(r);
    return lt_comm_agree(&comm, out ? lt_ncw_commit(out) : LT_OK);
}
