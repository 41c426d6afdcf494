/* manifest.h - MANIFEST.sha256 of an output folder (private to outdir.c).
 *
 * MANIFEST.sha256 has the format of sha256sum -c, sorted by name. The side file .manifest-stat holds size and time
 * stamp of each file as they were when its digest was taken ("digest size seconds.nanoseconds name"), so that an
 * untouched file need not be hashed again. A missing or foreign side file costs time only. */
#ifndef LT_MANIFEST_H
#define LT_MANIFEST_H

#include "base/hash.h"
#include "base/status.h"

#include <stdbool.h>

#define LT_MANIFEST_NAME "MANIFEST.sha256"
#define LT_MANIFEST_STAT_NAME ".manifest-stat"

typedef struct lt_manifest_entry {
    char *name;
    lt_digest digest;
    bool has_stamp; /* size and time below are those of the file that was hashed */
    long long size, seconds;
    long nanoseconds;
} lt_manifest_entry;

typedef struct lt_manifest {
    lt_manifest_entry *entries; /* sorted by name (bytes) */
    size_t n;
    long capacity;
    size_t bad_lines; /* lines of MANIFEST.sha256 that were not understood, and left out */
} lt_manifest;

/* A folder without the file gives an empty manifest. */
lt_status lt_manifest_read(const char *folder, lt_manifest *out);
lt_status lt_manifest_write(const lt_manifest *manifest, const char *folder); /* atomic, synced */
lt_manifest_entry *lt_manifest_find(const lt_manifest *manifest, const char *name);
lt_status lt_manifest_set(lt_manifest *manifest, const char *name, const lt_digest digest, lt_manifest_entry **out);
bool lt_manifest_remove(lt_manifest *manifest, const char *name);
void lt_manifest_clear(lt_manifest *manifest);

/* Size and time stamp of the file at path: into the entry, or compared with it. False if there is no regular file. */
bool lt_manifest_stamp(lt_manifest_entry *entry, const char *path);
bool lt_manifest_stamp_same(const lt_manifest_entry *entry, const char *path);
/* fsync of a folder, so that a rename in it lasts. */
lt_status lt_manifest_sync_folder(const char *folder);

#endif
