/* writer_link.h - from the ranks that compute to the one that writes their outputs (writer_rank.h).
 *
 * Of the ranks of a layout with a writer (base/part.h, with_writer) the lowest leads: it says which files there are and
 * gives pieces, in the order of its calls. Columns of cells each rank sends itself. What is sent is copied and leaves
 * while the caller goes on; at most 256 MB of a rank are on their way. What has an answer waits for it: the writer has
 * then done all that it was given before, and an error of it is the caller's. */
#ifndef LT_WRITER_LINK_H
#define LT_WRITER_LINK_H

#include "base/ncio.h"
#include "base/part.h"
#include "model/driver/journal_writer.h"

typedef struct lt_writer_link lt_writer_link;

/* What the writer did in one run. */
typedef struct lt_writer_report {
    double whole_s, busy_s; /* from lt_writer_link_open on; compressing, writing, making files whole */
    int64_t pieces, bytes;  /* that came */
} lt_writer_report;
/* One line of words, through lt_fmt. */
const char *lt_writer_report_text(const lt_writer_report *report);

/* A run in the folder of dir, whose parts are called stem_*.part; on every rank that computes. layout must live as
 * long. */
lt_status lt_writer_link_open(const lt_layout *layout, const lt_outdir *dir, const char *stem, lt_writer_link **out);
/* The writer drops what was not made whole. NULL is fine. */
void lt_writer_link_close(lt_writer_link *link);
bool lt_writer_link_leads(const lt_writer_link *link);

/* --- by the rank that leads, as the functions of journal.h that have these names --- */
/* The next file; file: one of lt_ncw_create_away, or NULL: what is written to it stands in the parts alone. */
lt_status lt_writer_link_add(lt_writer_link *link, int number, lt_ncw *file);
lt_status lt_writer_link_begin(lt_writer_link *link, long hour);
lt_status lt_writer_link_piece(lt_writer_link *link, const lt_piece *piece, const void *bytes);
/* With an answer. The part is whole under its temporary name, to be entered by who holds the folder (lt_outdir_enter);
 * name "": there was none. */
lt_status lt_writer_link_seal(lt_writer_link *link, char name[208], lt_digest digest);
lt_status lt_writer_link_drain(lt_writer_link *link);
lt_status lt_writer_link_replay(lt_writer_link *link, const char *last, const lt_digest digest);
/* The file is whole under its temporary name. */
lt_status lt_writer_link_whole(lt_writer_link *link, int number, const char *name, lt_ncw *file, lt_digest digest);
lt_status lt_writer_link_report(lt_writer_link *link, lt_writer_report *report);

/* --- by every rank --- */
/* layers of the cells of its part, mine[layers][nj][ni], of a piece whose size is that of the whole domain's. */
lt_status lt_writer_link_cells(lt_writer_link *link, const lt_piece *piece, const lt_part *part, int layers,
                               const void *mine);

#endif
