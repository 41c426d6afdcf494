/* document_path.c - see document_path.h. */
#include "base/document_path.h"

#include "base/outdir.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Length of the folder of the node's file, -1 where it has none: then that is the folder one stands in. */
static int folder_length(const lt_node *node) {
    const char *slash = node && node->file ? strrchr(node->file, '/') : NULL;
    return slash ? (int)(slash - node->file) : -1;
}

static bool is_there(const char *path) {
    glob_t found;
    if (lt_path_exists(path)) return true;
    if (!strpbrk(path, "*?[") || glob(path, GLOB_NOSORT, NULL, &found) != 0) return false;
    globfree(&found);
    return true;
}

void lt_node_path(const lt_node *node, const char *name, char *out, size_t size) {
    const int folder = folder_length(node);
    if (name[0] == '/' || folder < 0) {
        snprintf(out, size, "%s", name);
        return;
    }
    snprintf(out, size, "%.*s/%s", folder, node->file, name);
    if (!is_there(out) && is_there(name)) snprintf(out, size, "%s", name);
}

bool lt_node_data_path(const lt_node *node, const char *name, char *out, size_t size) {
    char real[PATH_MAX];
    lt_node_path(node, name, out, size);
    if (is_there(out)) return true;
    if (name[0] == '/') return false;
    if (lt_data_path(name, real, sizeof real) != LT_OK) {
        lt_error_clear();
        return false;
    }
    snprintf(out, size, "%s", real);
    return true;
}

const char *lt_node_searched(const lt_node *node, const char *name, bool data) {
    char here[PATH_MAX], beside[PATH_MAX + 32] = "", real[PATH_MAX + 32] = "";
    const int folder = folder_length(node);
    const char *set = getenv("LANTIAN_DATA");
    if (name[0] == '/') return "no such file";
    if (!getcwd(here, sizeof here)) strcpy(here, ".");
    if (folder >= 0) snprintf(beside, sizeof beside, "in %.*s (folder of the document), ", folder, node->file);
    if (data) snprintf(real, sizeof real, ", below %s (real data)", set && *set ? set : "../shared/data");
    return lt_fmt("no such file %sin %s (current folder)%s", beside, here, real);
}

bool lt_is_document_path(const char *name) {
    const size_t length = strlen(name);
    return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
}
