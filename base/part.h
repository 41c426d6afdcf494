/* part.h - the part of the domain that a rank holds: one block of a layout of px x py blocks, rank by*px + bx.
 *
 * A plain value: it is copied freely and needs no release. With one rank it is the whole domain. */
#ifndef LT_PART_H
#define LT_PART_H

#include "comm.h"

#include <stdbool.h>

typedef struct lt_part {
    lt_comm comm;                 /* of the ranks that have blocks; on a rank that has none its rank is -1 */
    int nx, ny;                   /* cells of the domain */
    int px, py;                   /* layout: blocks along x and y */
    int i0, j0, ni, nj;           /* first cell (global) and cells of this rank's block */
    int west, east, south, north; /* ranks of the neighbours, -1 at the border of the domain */
} lt_part;

/* Who writes the files of concentrations: the lowest rank, to which the others send what they have, or all together,
 * or a rank that does nothing else. */
typedef enum lt_output_way { LT_OUTPUT_GATHER, LT_OUTPUT_PARALLEL, LT_OUTPUT_RANK } lt_output_way;

/* The ranks of a run and how they share a domain; px, py 0: as lt_part_layout has it, with spares as lt_part_ranks. */
typedef struct lt_layout {
    lt_comm comm;
    int px, py;
    int nest_px, nest_py; /* of the grid inside that runs with it, on the first ranks; 0 as above */
    bool spares;          /* the last ranks may have no block */
    lt_output_way output;
    const lt_comm *with_writer; /* these ranks and, last of all, one that only writes what they send; NULL: no such */
} lt_layout;
lt_layout lt_layout_alone(void);
/* Its ranks; of NULL one process. */
lt_comm lt_layout_comm(const lt_layout *layout);
/* "2x3" of six ranks, or with spares of more, as the option has it ("--layout"); NULL: 0 and 0. LT_ERR_USAGE where it
 * does not fit their number. */
lt_status lt_layout_read(const char *text, const char *option, const lt_comm *comm, bool spares, lt_layout *out);
/* Does it fit a run that has a nest, or none? Only with one may ranks be without a block. LT_ERR_USAGE. */
lt_status lt_layout_judge(const lt_layout *layout, bool nest);
/* A word of --output; NULL: gather. */
lt_output_way lt_output_way_of(const char *word);

/* Cut nx x ny cells for the ranks of comm. LT_ERR_USAGE where px * py is not their number, or a block would have fewer
 * than min_cells cells one way (at least 1; the width of a halo). The same on every rank. */
lt_status lt_part_create(const lt_comm *comm, int nx, int ny, int px, int py, int min_cells, lt_part *out);
/* The whole domain, of one process. */
lt_part lt_part_whole(int nx, int ny);
/* The layout for a number of ranks whose largest block, with a halo of min_cells towards its neighbours, is the
 * smallest, where cells of the halo beside the ends of rows count four times; of equal ones that with fewer blocks
 * along x. LT_ERR_USAGE where none fits. */
lt_status lt_part_layout(int ranks, int nx, int ny, int min_cells, int *px, int *py);
/* The layout of at most so many ranks whose largest block has the fewest groups of cells: they are worked on in groups
 * of so many, and a part of one costs nearly what a whole one does. Each number of ranks stands with the layout that
 * just so many take; of equal ones the best in that sense. LT_ERR_USAGE where the domain is too narrow for one rank. */
lt_status lt_part_ranks(int ranks, int nx, int ny, int min_cells, int group, int *px, int *py);
/* The block of any rank, without cells of one that has none; the rank of block (bx, by), -1 outside the layout. */
lt_block lt_part_block(const lt_part *part, int rank);
int lt_part_rank(const lt_part *part, int bx, int by);
/* The rank that has cell (i, j) of the domain, -1 outside. */
int lt_part_owner(const lt_part *part, int i, int j);

#endif
