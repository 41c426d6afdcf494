/* outdir.h - a folder of results that can be trusted.
 *
 * One run holds a lock on it (a second one is refused, LT_ERR_ENV). Files are written as NAME.lantian.tmp, synced,
 * checked, renamed, and entered with their SHA-256 in MANIFEST.sha256 (the format of sha256sum -c). A file without a
 * right manifest entry does not exist for Lantian. */
#ifndef LT_OUTDIR_H
#define LT_OUTDIR_H

#include "hash.h"
#include "status.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct lt_outdir lt_outdir;

/* The end of a name while its file is being written. Nobody else's files have it: the folder may be one where people
 * work, with *.tmp of their own. */
#define LT_OUTDIR_TEMPORARY ".lantian.tmp"

/* Create the folder if missing (parents too), take the lock, read the manifest, remove left-over temporary files. */
lt_status lt_outdir_open(const char *path, lt_outdir **out);
void lt_outdir_close(lt_outdir *dir); /* NULL is fine */
/* A folder that another run may hold: its manifest as it is now, no lock; nothing is written through it. */
lt_status lt_outdir_look(const char *path, lt_outdir **out);
/* The same for who writes files of a folder that another process holds: lt_outdir_commit makes them whole under their
 * temporary names and takes their digests (lt_outdir_digest); who holds it enters them (lt_outdir_enter). */
lt_status lt_outdir_help(const char *path, lt_outdir **out);
const char *lt_outdir_path(const lt_outdir *dir);
/* dir/name into out[size] */
lt_status lt_outdir_join(const lt_outdir *dir, const char *name, char *out, size_t size);
/* dir/name while it is being written */
lt_status lt_outdir_join_temporary(const lt_outdir *dir, const char *name, char *out, size_t size);
/* Can a file in an output folder have this name: 1 to 200 bytes, no leading dot, no folder, not LT_OUTDIR_TEMPORARY at
 * its end, not that of the manifest? */
bool lt_outdir_is_name(const char *name);
/* Has the file a manifest entry and does it stand with the same size and time stamp as when it was entered (deep: same
 * digest, re-hashed)? digest may be NULL. */
bool lt_outdir_has(const lt_outdir *dir, const char *name, bool deep, lt_digest digest);
/* Rename the temporary file (complete, closed) to NAME after fsync, enter it in the manifest. */
lt_status lt_outdir_commit(lt_outdir *dir, const char *name);
/* The second half of it for a temporary file that a helper of this folder has made whole: its digest is known. */
lt_status lt_outdir_enter(lt_outdir *dir, const char *name, const lt_digest digest);
/* The digest of a file that this process has committed or found in the manifest, without a look at the file; false:
 * there is none such. */
bool lt_outdir_digest(const lt_outdir *dir, const char *name, lt_digest digest);
/* What this process has written of the temporary file is on the disk; also where the folder is only looked at. */
lt_status lt_outdir_sync(const lt_outdir *dir, const char *name);
/* Enter a file of another folder under its name: a second link to it, no copy. LT_ERR_ENV where the disk knows none. */
lt_status lt_outdir_take(lt_outdir *dir, const lt_outdir *from, const char *name);
/* Remove a file and its entry (no error if absent). */
lt_status lt_outdir_drop(lt_outdir *dir, const char *name);
/* The same for all files whose names begin with prefix and end with suffix, also those without an entry; the manifest
 * is written once. lt_outdir_has_any: is there one with an entry? */
bool lt_outdir_has_any(const lt_outdir *dir, const char *prefix, const char *suffix);
lt_status lt_outdir_drop_all(lt_outdir *dir, const char *prefix, const char *suffix);
/* Write a whole text file atomically. */
lt_status lt_outdir_write_text(lt_outdir *dir, const char *name, const char *text);
/* Stream: open the temporary file for writing; end it with lt_outdir_commit_stream (checks ferror, fclose) or _abandon.
 */
lt_status lt_outdir_stream(lt_outdir *dir, const char *name, FILE **out);
lt_status lt_outdir_commit_stream(lt_outdir *dir, const char *name, FILE *stream);
void lt_outdir_abandon_stream(lt_outdir *dir, const char *name, FILE *stream);
/* Re-hash all entries; calls report for every file (not good: differs, or is missing). LT_ERR_VERIFY if one is not. */
lt_status lt_outdir_verify(const char *path, void (*report)(const char *name, bool good, void *context), void *context);

/* Small helpers on paths and files. */
bool lt_path_exists(const char *path);
/* The first bytes of a file, at most size of them: how many; 0 for what is no file (a folder; a pipe, which may
 * never end and whose bytes would be gone) or cannot be read. To tell what kind of file it is. */
size_t lt_path_head(const char *path, void *out, size_t size);
lt_status lt_path_read_text(const char *path, char **out); /* whole file, caller frees; LT_ERR_INPUT if missing */
/* A path into its folder ("." where it names none) and its name, a part of path. */
lt_status lt_path_split(const char *path, char *folder, size_t size, const char **name);
/* Do two paths lead to one file (false where one does not exist)? */
bool lt_path_same(const char *a, const char *b);
/* A path as it is seen from a folder: "../weather.csv"; the path itself where one of them is not there. */
void lt_path_from(const char *folder, const char *path, char *out, size_t size);
/* Turn errno after a failed write into an error (ENOSPC: "disk full", EACCES: permission ...): always LT_ERR_ENV. */
lt_status lt_errno_raise(int error_number, const char *doing, const char *path);

/* The folder of the shipped data: $LANTIAN_SHARE, else <folder of the program>/../share/lantian, else the source tree
 * that this program was built from. join("grids/data/x.csv") in an installed tree is share/lantian/grids/data/x.csv. */
lt_status lt_share_path(const char *relative, char *out, size_t size);
/* The folder of the real input data: $LANTIAN_DATA, else ../shared/data beside the working folder or the source tree.
 * LT_ERR_INPUT with what to do if none is there. */
lt_status lt_data_path(const char *relative, char *out, size_t size);

#endif
