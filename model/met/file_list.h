/* file_list.h - the files that a list of paths, patterns and folders names. */
#ifndef LT_MET_FILE_LIST_H
#define LT_MET_FILE_LIST_H

#include "base/config.h"

typedef struct lt_file_list {
    char **path; /* [n] */
    long n, room;
} lt_file_list;

/* Appends a copy. */
lt_status lt_file_list_add(lt_file_list *files, const char *path);
/* Paths, patterns (*, ?, [ ]) and folders (all files in them but hidden ones, README* and isd-history*) as they stand,
 * else below the data folder; each in the order of its names. LT_ERR_INPUT: nothing fits one. */
lt_status lt_file_list_find(const lt_list *names, const char *where, lt_file_list *out);
void lt_file_list_release(lt_file_list *files);
bool lt_file_list_is_folder(const char *path);

#endif
