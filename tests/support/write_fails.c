/* write_fails.c - a library to be loaded before others (LD_PRELOAD): writes at a place of a file fail as on a full
 * disk, on the rank LT_FAIL_RANK, in files whose name has LT_FAIL_FILE, from the LT_FAIL_CALL-th on. */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int fd) {
    static int calls;
    const char *name = getenv("LT_FAIL_FILE"), *rank = getenv("LT_FAIL_RANK"), *call = getenv("LT_FAIL_CALL");
    const char *mine = getenv("OMPI_COMM_WORLD_RANK");
    char link[64], path[4096];
    if (!name || !rank || !call || !mine || strcmp(mine, rank) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    if (!strstr(path, name) || ++calls < atoi(call)) return 0;
    errno = ENOSPC;
    return 1;
}

typedef ssize_t write_at(int fd, const void *bytes, size_t n, off_t at);
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at);
ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at);

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
    static write_at *next;
    if (!next) *(void **)&next = dlsym(RTLD_NEXT, "pwrite");
    return fails(fd) ? -1 : next(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at) {
    return pwrite(fd, bytes, n, at);
}
