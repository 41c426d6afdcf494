#include "model/chemistry/generate/compile_command.h"

#include "base/json.h"
#include "base/log.h"
#include "base/outdir.h"
#include "model/chemistry/generate/generate.h"
#include "model/chemistry/mechanism/digest.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
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

/* Code of the same mechanism in an earlier state: DIR/kernel_NAME_<another digest>.c, by their names; the build takes
 * every kernel of the folder. */
static void find_older(const char *folder, const char *file, cJSON *names) {
    const size_t n = strlen("_01234567.c"), all = strlen(file), stem = all - n;
    struct dirent **entries;
    const int found = scandir(folder, &entries, NULL, alphasort);
    for (int k = 0; k < found; k++) {
        const char *other = entries[k]->d_name;
        const bool same = strlen(other) == all && strncmp(other, file, stem + 1) == 0 && strcmp(other, file) != 0;
        if (same && strspn(other + stem + 1, "0123456789abcdef") == n - 3 && strcmp(other + all - 2, ".c") == 0)
            cJSON_AddItemToArray(names, cJSON_CreateString(other));
        free(entries[k]);
    }
    if (found >= 0) free(entries);
}

typedef struct written {
    const lt_mechanism *mechanism;
    const char *folder, *whole, *file, *build;
    const cJSON *older;
} written;

static void say(const written *w, bool zh) {
    const cJSON *name;
    lt_say(zh ? "%s/%s：%d 个物种，%d 个反应\n" : "%s/%s: %d species, %d reactions\n", w->folder, w->file,
           w->mechanism->n_variable, w->mechanism->n_reactions);
    cJSON_ArrayForEach(name, w->older)
        lt_say(zh ? "%s/%s 是 %s 的另一版本，构建时也会编入；不再需要则删去\n"
                  : "%s/%s is another state of %s, and the build takes it too: remove it if it is not wanted\n",
               w->folder, name->valuestring, w->mechanism->name);
    lt_say(zh ? "编入程序（在 Lantian 源代码目录中）：\n  %s\n"
              : "to build it in, in the folder of Lantian's sources:\n  %s\n",
           w->build);
}

static lt_status say_json(const written *w) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "mechanism", w->mechanism->name);
    cJSON_AddStringToObject(root, "folder", w->whole);
    cJSON_AddStringToObject(root, "file", w->file);
    cJSON_AddNumberToObject(root, "n_variable", w->mechanism->n_variable);
    cJSON_AddNumberToObject(root, "n_reactions", w->mechanism->n_reactions);
    cJSON_AddItemToObject(root, "other_states", cJSON_Duplicate(w->older, true));
    cJSON_AddStringToObject(root, "build", w->build);
    return lt_json_say(root);
}

static lt_status tell(const lt_mechanism *mechanism, const char *folder, const char *file, const lt_cli *cli) {
    char whole[PATH_MAX], build[PATH_MAX + 128];
    if (!realpath(folder, whole)) snprintf(whole, sizeof whole, "%s", folder);
    snprintf(build, sizeof build,
             "cmake --preset release '-DLT_MECHANISM_SOURCES=%s' && cmake --build --preset release", whole);
    cJSON *older = cJSON_CreateArray();
    find_older(folder, file, older);
    const written w = {mechanism, folder, whole, file, build, older};
    lt_status status = LT_OK;
    if (cli->json)
        status = say_json(&w);
    else
        say(&w, lt_cli_chinese(cli));
    cJSON_Delete(older);
    return status;
}

static lt_status compile(const lt_mechanism *mechanism, const lt_cli *cli) {
    const char *folder = cli->out ? cli->out : "kernels";
    char name[NAME_SIZE], file[NAME_SIZE + 16];
    lt_outdir *dir;
    identifier(mechanism, name);
    snprintf(file, sizeof file, "kernel_%s.c", name);
    LT_TRY(lt_outdir_open(folder, &dir));
    lt_status status = write_kernel(mechanism, name, file, dir);
    lt_outdir_close(dir);
    return status == LT_OK ? tell(mechanism, folder, file, cli) : status;
}

lt_status lt_mechanism_compile(const lt_cli *cli) {
    if (cli->n_positional != 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "compile wants one mechanism", .where = "command line",
                        .expected = "lantian mechanism compile FILE [--out DIR]",
                        .found = lt_fmt("%d names", cli->n_positional - 1),
                        .todo = "name a .def file, or a shipped mechanism");
    lt_mechanism *mechanism;
    LT_TRY(lt_mechanism_read(cli->positional[1], &mechanism));
    lt_status status = compile(mechanism, cli);
    lt_mechanism_free(mechanism);
    return status;
}
