#include "base/process.h"

#include "base/outdir.h"

#include <stdio.h>
#include <string.h>

bool lt_process_look(long pid, char *state, long *parent) {
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    text[lt_path_head(path, text, sizeof text - 1)] = '\0';
    const char *behind = strrchr(text, ')'); /* its name stands in brackets and may hold any sign */
    return behind && sscanf(behind + 1, " %c %ld", state, parent) == 2;
}
