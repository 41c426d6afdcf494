/* weather_paths.c - paths, patterns and folders to files (weather_paths.h). */
#include "model/met/weather_paths.h"

#include "base/document_path.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

lt_status lt_weather_paths_add(lt_weather_paths *files, const char *path) {
    LT_TRY(lt_grow(&files->path, sizeof *files->path, files->n + 1, &files->room));
    char *copy = strdup(path);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a path");
    files->path[files->n++] = copy;
    return LT_OK;
}

void lt_weather_paths_release(lt_weather_paths *files) {
    for (long f = 0; f < files->n; f++) free(files->path[f]);
    lt_free(files->path);
    *files = (lt_weather_paths){0};
}

bool lt_weather_paths_is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool lt_weather_paths_is_pattern(const char *path) {
    return strpbrk(path, "*?[") != NULL;
}

lt_status lt_weather_paths_raise(const char *name, const lt_node *node, const char *path, const char *where) {
    const bool folder = lt_weather_paths_is_folder(path);
    return LT_RAISE(LT_ERR_INPUT, .what = folder ? "a folder without weather files" : "a weather file is not there",
                    .where = where, .expected = folder ? path : name,
                    .found = folder
                                 ? "folders or nothing in it"
                                 : lt_fmt("%s%s", lt_weather_paths_is_pattern(name) ? "no file of this pattern: " : "",
                                          lt_node_searched(node, name, true)),
                    .todo = name[0] == '/' ? "mend the path, or give --met FILE"
                                           : "mend the path, set LANTIAN_DATA to the data folder, or give --met FILE");
}

/* Is a file of a folder weather? Lists of stations are not, though they lie beside it. */
static bool counts(const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return !lt_weather_paths_is_folder(path) && strncmp(name, "isd-history", 11) != 0 &&
           strncmp(name, "README", 6) != 0;
}

/* All files of a pattern or folder; *any false if there is none. */
static lt_status add_pattern(const char *pattern, lt_weather_paths *out, bool *any) {
    glob_t found;
    bool folder = lt_weather_paths_is_folder(pattern);
    int result = glob(folder ? lt_fmt("%s/*", pattern) : pattern, 0, NULL, &found);
    lt_status status = LT_OK;
    *any = false;
    for (size_t f = 0; result == 0 && f < found.gl_pathc && status == LT_OK; f++) {
        if (folder && !counts(found.gl_pathv[f])) continue;
        *any = true;
        status = lt_weather_paths_add(out, found.gl_pathv[f]);
    }
    if (result == 0) globfree(&found);
    return status;
}

static lt_status find_one(const char *name, const lt_node *node, const char *where, lt_weather_paths *out) {
    char path[1024];
    bool any = false;
    if (lt_node_data_path(node, name, path, sizeof path)) LT_TRY(add_pattern(path, out, &any));
    return any ? LT_OK : lt_weather_paths_raise(name, node, path, where);
}

lt_status lt_weather_paths_find(const lt_list *names, const lt_node *node, const char *where, lt_weather_paths *out) {
    char *const *items = names->items;
    for (long f = 0; f < names->n; f++) LT_TRY(find_one(items[f], node, where, out));
    return LT_OK;
}
