/* ranks_cost.h - what an hour of a run costs on many cores, from parts that were measured on few.
 *
 * All is wall time of one hour of the run, s. A rank has one core and the largest block of ni x nj cells of the layout
 * that lt_part_layout chooses; n steps an hour, x sweeps along x and y along y in a step, S species, nz layers:
 *   work      work_us ni nj nz n
 *   load      (load - 1) x the chemistry's and the aerosol's part of it: who has none of the night waits
 *   packing   packing_ns x bytes sent
 *   messages  a sweep's two messages to each side fly while the layers of other chunks are swept: what is longer than
 *             3/4 of the sweep's own time, and the latency of each; the cores of a node share its network
 *   hourly    hourly_us ni nj nz: fields of the hour, sums of the budget
 *   reading   reading_us x cells of the chunks that the block touches: tiles of at most 128 x 128 cells, all layers
 *   gather    bytes of the fields at the ground and of the state to the rank that writes, over its node's network
 *   writing   fields at the ground, compressed, writing_ns a byte, by way of output (base/part.h): by rank 0 while all
 *             wait; by a rank beside the others, what takes longer than all the rest of the hour; by all, each field
 *             as many chunks at a time as there are tiles and ranks, and no faster than the disk. In all ways one
 *             rank seals the part of the journal that holds them: hash_ns a byte
 *   restart   the same for the state, not compressed, once in restart_hours: restart_ns a byte
 *
 * A sweep along x sends LT_HALO x nj x nz x S values to either side, one along y LT_HALO x ni x nz x S. */
#ifndef LT_RANKS_COST_H
#define LT_RANKS_COST_H

#include "base/part.h"

enum { LT_COST_CHUNKS = 4 }; /* of layers, of one sweep: transport/halo.c */

typedef struct lt_cost_case {
    int nx, ny, nz, species, steps; /* an hour */
    int sweeps_x, sweeps_y;         /* a step */
    int surface_fields;             /* written an hour */
    double restart_hours;
    double load; /* the day's chemistry over the mean of all cells */
} lt_cost_case;

typedef struct lt_cost_parts {
    double transport_us, column_us, reaction_us; /* own time of one core a cell and step; reaction: gases, aerosol */
    double packing_ns;                           /* a byte sent */
    double hourly_us, reading_us;                /* a cell and hour */
    double writing_ns, restart_ns;               /* a byte of values in a compressed file, in one that is not */
    double hash_ns;                              /* a byte of the journal's parts, by the rank that seals them */
    double disk_bytes_s;
    double latency_s, node_bytes_s; /* of the network */
    int node_cores;
} lt_cost_parts;

typedef struct lt_cost {
    int px, py, ni, nj;
    double work, load, packing, messages, hourly, reading, gather, writing, restart; /* s an hour of the run */
    double all;
    const char *most; /* which of them is the largest */
} lt_cost;

/* The parts that were measured (README.md says where), with an assumed network; a run of China on 3 km. */
extern const lt_cost_parts lt_cost_measured;
extern const lt_cost_case lt_cost_china;

/* Bytes of one message of a sweep (float), all chunks, whose side has so many cells. */
double lt_ranks_halo_bytes(double side, double nz, double species);
/* cores: those that compute; a rank that only writes is one more. LT_ERR_USAGE where the domain cannot be cut for so
 * many cores. */
lt_status lt_ranks_cost(const lt_cost_case *run, const lt_cost_parts *parts, int cores, lt_output_way way,
                        lt_cost *out);

#endif
