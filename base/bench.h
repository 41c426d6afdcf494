/* bench.h - `lantian bench TOPIC`: measured speed and memory, as rows of a table or of JSON.
 *
 * A benchmark is a file that fills rows; the front door lists them. It times the functions that a run calls, on fields
 * or files made for it. Times are of the wall clock (a run is waited for); where other programs use the processors the
 * rate a second of processor time stands beside it. */
#ifndef LT_BENCH_H
#define LT_BENCH_H

#include "base/cli.h"

struct cJSON;
struct lt_comm;
struct lt_layout;

typedef struct lt_bench {
    int threads;                    /* the most that are asked for */
    bool quick;                     /* small sizes, few repeats: shows that it works, not how fast */
    const char *states;             /* --states: a folder of given cells, or NULL; only where the benchmark takes it */
    const char *grid;               /* --grid: NULL, or the grid whose rows are asked for in place of the others */
    const struct lt_layout *layout; /* the ranks that run it together (base/part.h); NULL: one process */
    bool weak;                      /* --weak: as much work for every rank */
    struct cJSON *machine, *results;
} lt_bench;

/* A column of the table: a key of the rows, or "key.key" of an object in them. Numbers are printed with format. */
typedef struct lt_bench_column {
    const char *key, *heading_en, *heading_zh;
    int width;
    const char *format;
} lt_bench_column;

typedef struct lt_benchmark {
    const char *topic, *text_en, *text_zh;
    const lt_bench_column *columns; /* ends with key NULL */
    lt_status (*run)(lt_bench *bench);
    bool takes_states;                   /* --states DIR */
    const lt_bench_column *grid_columns; /* of the rows that --grid G asks for; NULL: it takes no --grid */
} lt_benchmark;

/* Seconds of a call, over the repeats. */
typedef struct lt_bench_time {
    double min, median, max; /* wall */
    double cpu;              /* processor time of all threads, median */
    int repeats;
} lt_bench_time;

enum { LT_BENCH_MOST_REPEATS = 25 };
/* Call prepare (not timed; may be NULL) and work repeats times, after once without a clock. */
void lt_bench_measure(int repeats, void (*prepare)(void *context), void (*work)(void *context), void *context,
                      lt_bench_time *out);

/* A new row at the end of the results. */
struct cJSON *lt_bench_row(lt_bench *bench);
/* The rate of `amount` things a call into the row: name (median), name_min, name_max, and cpu_name a second of
 * processor time. */
void lt_bench_add_rate(struct cJSON *row, const char *name, const char *cpu_name, double amount,
                       const lt_bench_time *time);

/* What this machine moves through its memory, bytes/s: a = b + x c on three arrays of 64 MB (the triad of McCalpin's
 * STREAM, which counts 24 bytes a number and not that a must be fetched before it is written), best of 10. */
lt_status lt_bench_stream(int threads, bool quick, double *bytes_per_s);

/* What a piece of work took in a process of its own. */
typedef struct lt_bench_cost {
    double wall_s, cpu_s, peak_mb; /* medians of the repeats; peak: resident memory of the whole process */
    long rows;                     /* as the work says */
} lt_bench_cost;

/* Run work in a forked process, repeats times, after prepare (may be NULL; forked too, not measured). rows: how many
 * rows, cells ... it worked on. LT_ERR_ENV where no process can be made; the work's own error is passed on as text. */
lt_status lt_bench_fork(int repeats, lt_status (*prepare)(void *context), lt_status (*work)(void *context, long *rows),
                        void *context, lt_bench_cost *out);

/* A row with the keys task, cpu_s, wall_s, peak_mb, rows; more may be added to it. */
struct cJSON *lt_bench_cost_row(lt_bench *bench, const char *task, const lt_bench_cost *cost);

/* The path of a folder of this process for a task, below TMPDIR or /tmp; it is not made. */
void lt_bench_name_folder(const char *task, char *out, size_t size);
/* A folder of a task with its files. */
void lt_bench_remove_folder(const char *path);

/* benchmarks ends with NULL. */
lt_status lt_bench_command(const lt_cli *cli, const lt_benchmark *const *benchmarks);
/* On ranks, each with one thread where the command line has no other number; what is printed is for the lowest. */
lt_status lt_bench_command_on_ranks(const lt_cli *cli, const struct lt_comm *comm,
                                    const lt_benchmark *const *benchmarks);

#endif
