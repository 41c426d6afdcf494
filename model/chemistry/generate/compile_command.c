#include "model/chemistry/generate/compile_command.h"

#include "base/log.h"
#include "base/outdir.h"
#include "model/chemistry/generate/generate.h"
#include "model/chemistry/mechanism/digest.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 80 };

/* An identifier of the mechanism's name and its digest: files of several mechanisms, or of several states of one, can
 * stand in a build together. */
static void identifier(const lt_mechanism *mechanism, char name[NAME_SIZE]) {
    lt_digest digest;
    lt_mechanism_digest(mechanism, digest);
    int n = 0;
    for (const char *c = mechanism->name; *c && n < NAME_SIZE - 12; c++)
        name[n++] = isalnum((unsigned char)*c) ? *c : '_';
    snprintf(name + n, (size_t)(NAME_SIZE - n), "_%.8s", digest);
}

static lt_status write_kernel(const lt_mechanism *mechanism, const char *name, const char *file, lt_outdir *dir) {
    lt_sparsity *sparsity;
    FILE *out;
    LT_TRY(lt_sparsity_create(mechanism, &sparsity));
    lt_status status = lt_outdir_stream(dir, file, &out);
    if (status == LT_OK) {
        status = lt_generate_kernel(mechanism, sparsity, name, out);
        if (status == LT_OK)
            status = lt_outdir_commit_stream(dir, file, out);
        else
            lt_outdir_abandon_stream(dir, file, out);
    }
    lt_sparsity_free(sparsity);
    return status;
}

static lt_status compile(const lt_mechanism *mechanism, const char *folder) {
    char name[NAME_SIZE], file[NAME_SIZE + 16];
    lt_outdir *dir;
    identifier(mechanism, name);
    snprintf(file, sizeof file, "kernel_%s.c", name);
    LT_TRY(lt_outdir_open(folder, &dir));
    lt_status status = write_kernel(mechanism, name, file, dir);
    lt_outdir_close(dir);
    LT_TRY(status);
    lt_say("%s/%s: %d species, %d reactions\n", folder, file, mechanism->n_variable, mechanism->n_reactions);
    char whole[PATH_MAX];
    lt_say("to build it in, in the folder of Lantian's sources:\n"
           "  cmake --preset release '-DLT_MECHANISM_SOURCES=%s' && cmake --build --preset release\n",
           realpath(folder, whole) ? whole : folder);
    return LT_OK;
}

lt_status lt_mechanism_compile(const lt_cli *cli) {
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "compile wants one mechanism", .where = "command line",
                        .expected = "lantian mechanism compile FILE [--out DIR]",
                        .found = lt_fmt("%d names", cli->n_positional - 1),
                        .todo = "name a .def file, or a shipped mechanism");
    lt_mechanism *mechanism;
    LT_TRY(lt_mechanism_read(cli->positional[1], &mechanism));
    lt_status status = compile(mechanism, cli->out ? cli->out : "kernels");
    lt_mechanism_free(mechanism);
    return status;
}
