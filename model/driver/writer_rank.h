/* writer_rank.h - a rank that computes nothing and writes the outputs of the others: it compresses what they send
 * (writer_link.h), keeps the parts of the journal and makes the netCDF files whole. The files have the bytes that they
 * would have without it. A thread writes while the rank receives; what waits takes 256 MB at most, then the ranks that
 * send wait.
 *
 * The lowest computing rank holds the folder: it renames and enters what is whole, and writes budgets and restart files
 * itself. */
#ifndef LT_WRITER_RANK_H
#define LT_WRITER_RANK_H

#include "base/comm.h"
#include "base/part.h"

/* Of all ranks (at least two) the last is the writer: layout is of those before it, and says so; its comm is to be
 * closed by all. LT_ERR_USAGE: there are not enough. Collective. */
lt_status lt_writer_rank_part(const lt_comm *all, lt_layout *layout);
bool lt_writer_rank_is(const lt_comm *all);
/* Of the writer: until lt_writer_rank_end. Its status, with the error of the ranks that compute; or an error of its
 * own, at which it stops receiving: all ranks have to end. */
lt_status lt_writer_rank_serve(const lt_comm *all);
/* By the computing ranks: none of them sends any more. status: of all of them; its error is the writer's too. A rank
 * that failed alone must not call it: it ends all. */
lt_status lt_writer_rank_end(const lt_layout *layout, lt_status status);

#endif
