/* weather_paths.h - the files that a list of paths, patterns and folders names. */
#ifndef LT_MET_WEATHER_PATHS_H
#define LT_MET_WEATHER_PATHS_H

#include "base/config.h"

typedef struct lt_weather_paths {
    char **path; /* [n] */
    long n, room;
} lt_weather_paths;

/* Appends a copy. */
lt_status lt_weather_paths_add(lt_weather_paths *files, const char *path);
/* Paths, patterns (*, ?, [ ]) and folders (all files in them but hidden ones, README* and isd-history*), found as the
 * section of node names them (base/document_path.h; NULL: the command line), each in the order of its names.
 * LT_ERR_INPUT: nothing fits one. */
lt_status lt_weather_paths_find(const lt_list *names, const lt_node *node, const char *where, lt_weather_paths *out);
void lt_weather_paths_release(lt_weather_paths *files);
bool lt_weather_paths_is_folder(const char *path);
bool lt_weather_paths_is_pattern(const char *path);
/* LT_ERR_INPUT: nothing is at path, which name (in the section of node) stands for. */
lt_status lt_weather_paths_raise(const char *name, const lt_node *node, const char *path, const char *where);

#endif
