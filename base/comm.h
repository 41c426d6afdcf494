/* comm.h - who computes what, and what ranks say to each other.
 *
 * A communicator (lt_comm) is a number of ranks, of which the caller is one. What carries the messages stands behind
 * the table lt_comm_ops: nothing where there is one rank (lt_comm_self), MPI (base/mpi), or threads (in tests).
 *
 * All ranks must make the same collective calls (sum, max, broadcast, agree, barrier) in the same order. So no rank
 * returns between two of them because of an error of its own: it says so in lt_comm_agree, and all return together.
 *
 * The domain nx x ny is cut into nbx x nby blocks of nearly equal size, row by row; every block belongs to a rank. */
#ifndef LT_COMM_H
#define LT_COMM_H

#include "status.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lt_comm_ops lt_comm_ops;

/* What this rank has said to others and how long that kept it from work, since it was filled with zeros. */
typedef struct lt_comm_meter {
    double message_s, collective_s; /* in the calls of messages (above all: waiting); in collective calls */
    int64_t messages, bytes;        /* that were sent; none of collective calls */
} lt_comm_meter;

typedef struct lt_comm {
    int rank, size;
    const lt_comm_ops *ops; /* NULL: one process, nobody to speak to */
    void *team;             /* of the ops */
    int whole;              /* of lt_comm_first: how many ranks it was made of; else 0 */
    bool made;              /* there, to be closed */
    lt_comm_meter *meter;   /* counts; copies of the communicator share it. NULL: nothing is counted */
} lt_comm;

/* A message on its way. Filled with zeros: none. Its memory must stay where it is until lt_comm_wait. */
typedef struct lt_comm_request {
    void *handle; /* of the ops; NULL: there is nothing to wait for */
    void *data;   /* where a message goes that is to come; NULL: one that was sent */
    size_t bytes;
    int peer, tag;
} lt_comm_request;

/* One process. */
lt_comm lt_comm_self(void);
/* The first n ranks of comm among themselves, with the numbers that they have there: what they say to each other,
 * messages or collective calls, the others do not hear. The others get rank -1: they may close it, no more. Where n is
 * all of comm it is comm itself. Collective over comm; to be closed by all of them, after all that speaks through it.
 */
lt_status lt_comm_first(const lt_comm *comm, int n, lt_comm *out);
void lt_comm_close(lt_comm *comm); /* of another than lt_comm_first's: nothing */
/* Seconds in messages and collective calls so far; 0 where nothing is counted. */
double lt_comm_spoken_s(const lt_comm *comm);

/* --- messages --- */
/* Post n bytes to or from a peer; they may not be touched before lt_comm_wait. Messages from one rank to another with
 * the same tag arrive in the order in which they were sent. A rank never speaks to itself: what is its own it copies.
 * tag: 0 to LT_COMM_TAGS - 1; at most INT_MAX bytes; else LT_ERR_INTERNAL. */
enum { LT_COMM_TAGS = 32768 };
lt_status lt_comm_send(const lt_comm *comm, int peer, int tag, const void *data, size_t bytes, lt_comm_request *out);
lt_status lt_comm_receive(const lt_comm *comm, int peer, int tag, void *data, size_t bytes, lt_comm_request *out);
/* Until all n are done, and forgets them (fills them with zeros). A message of another length than was asked for is
 * LT_ERR_INTERNAL; where one fails, others may still be under way: lt_comm_drop before their memory is freed. */
lt_status lt_comm_wait(const lt_comm *comm, int n, lt_comm_request *requests);
/* After an error: gives up what nobody will wait for, and forgets it. What was to come is not taken any more, what was
 * sent gets a second to go. False: the other side is still reading or writing, and the memory of these messages may not
 * be freed before the end of the program. True, and at no cost, where nothing is under way. */
bool lt_comm_drop(const lt_comm *comm, int n, lt_comm_request *requests);
/* Lets messages move on while their ends compute: MPI may do so only while it is called. Now and then between two
 * pieces of work, by the thread that made the communicator. */
void lt_comm_look(const lt_comm *comm);

/* --- collective: in place, every rank gets the result --- */
/* Sums of whole numbers: the same for any number of ranks and in any order. The sum must fit. */
lt_status lt_comm_sum_i64(const lt_comm *comm, int64_t *values, long n);
lt_status lt_comm_max_i64(const lt_comm *comm, int64_t *values, long n);
/* Largest of finite numbers. */
lt_status lt_comm_max_double(const lt_comm *comm, double *values, long n);
/* The bytes of rank root for all; at most INT_MAX. */
lt_status lt_comm_broadcast(const lt_comm *comm, void *data, size_t bytes, int root);
lt_status lt_comm_barrier(const lt_comm *comm);
/* Did all succeed? Returns LT_OK on every rank, or on every rank the status of the lowest rank whose `mine` is none,
 * with its error ("while on rank 2 of 4" is added). */
lt_status lt_comm_agree(const lt_comm *comm, lt_status mine);
/* The same of what some of the ranks have agreed on (lt_comm_first): whose error it is, it says already. */
lt_status lt_comm_agree_beyond(const lt_comm *comm, lt_status mine);
/* After a collective call of a library has failed here, others may wait for this rank within it, where no word reaches
 * them: from now on an error of this rank is not agreed on but returned as it is, and who started the ranks ends them.
 */
void lt_comm_fail_alone(void);
/* Is the last error of lt_comm_agree in this thread one that all ranks have? Then all come to their end with it. */
bool lt_comm_agreed_on_error(void);

/* netCDF files that all ranks write (netcdf_par.h without its types); both return codes of netCDF. */
typedef struct lt_comm_netcdf {
    int (*create)(const lt_comm *comm, const char *path, int mode, int *id); /* collective */
    int (*write_together)(int group, int variable); /* from now on writes to the variable are collective */
} lt_comm_netcdf;

/* What an implementation gives; called only with more than one rank and arguments that were looked at. */
struct lt_comm_ops {
    const char *name; /* "MPI" */
    lt_status (*send)(const lt_comm *comm, int peer, int tag, const void *data, size_t bytes, lt_comm_request *out);
    lt_status (*receive)(const lt_comm *comm, int peer, int tag, void *data, size_t bytes, lt_comm_request *out);
    /* Those that have ended, well or not, have no handle any more. */
    lt_status (*wait)(const lt_comm *comm, int n, lt_comm_request *requests);
    bool (*drop)(const lt_comm *comm, lt_comm_request *request); /* one that has a handle */
    lt_status (*sum_i64)(const lt_comm *comm, int64_t *values, int n);
    lt_status (*max_i64)(const lt_comm *comm, int64_t *values, int n);
    lt_status (*max_double)(const lt_comm *comm, double *values, int n);
    lt_status (*broadcast)(const lt_comm *comm, void *data, size_t bytes, int root);
    lt_status (*barrier)(const lt_comm *comm);
    lt_status (*first)(const lt_comm *comm, int n,
                       lt_comm *out);  /* n: 2 to size - 1; fills ops and team of the first */
    void (*close)(lt_comm *comm);      /* of these */
    void (*look)(const lt_comm *comm); /* NULL: messages move by themselves */
    const lt_comm_netcdf *netcdf;      /* NULL: ranks cannot write a file together */
};

/* --- the cut of the domain --- */
typedef struct lt_block {
    int bx, by;         /* place in the layout */
    int i0, j0, ni, nj; /* first cell (global) and cells */
} lt_block;

typedef struct lt_decomp {
    int nx, ny, nbx, nby, n_blocks;
    lt_block *blocks; /* [by*nbx+bx] */
} lt_decomp;

/* Block b of nx x ny cells cut into nbx x nby blocks. */
lt_block lt_block_of(int nx, int ny, int nbx, int nby, int b);
/* Every block must have at least min_cells cells each way (halo width), else LT_ERR_USAGE. */
lt_status lt_decomp_create(int nx, int ny, int nbx, int nby, int min_cells, lt_decomp *out);
void lt_decomp_free(lt_decomp *decomp);

#endif
