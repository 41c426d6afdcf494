/* lantian_mpi.c - the front door of lantian-mpi: the model on the ranks of MPI. It opens only files that `lantian` has
 * written or checked, as no process may be forked here to try a foreign one. Rank 0 prints. */
#include "lantian_door.h"
#include "lantian_link.h"
#include "lantian_stage_rows.h"

#include "base/cli.h"
#include "base/log.h"
#include "base/mpi/comm_mpi.h"
#include "base/mpi/files_mpi.h"
#include "base/ncio.h"
#include "base/number.h"
#include "base/part.h"
#include "base/probe.h"
#include "model/bench/benchmarks.h"
#include "model/driver/writer_rank.h"
#include "model/kernel/real.h"
#include "scenarios/run/road.h"
#include "scenarios/submit/report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long a rank that failed alone waits for the others to come to their end. One that did not fail, or whose error
 * all have, waits for all: the lowest may have files to put away. */
static const double patience_s = 5;

static const char options[] =
    "out lang start days grid met obs threads quiet force only layout nest-layout output member";
static const char bench_options[] = "lang threads quiet json quick layout weak output";

static const char *options_of(const char *command) {
    return strcmp(command, "model") == 0 ? options : strcmp(command, "bench") == 0 ? bench_options : NULL;
}

static lt_status say_usage(bool chinese) {
    lt_say(chinese ? "用法：mpirun -n N lantian-mpi model CASE --only VARIANT/PERIOD [--layout PXxPY] "
                     "[--nest-layout PXxPY] [--output gather|parallel|rank] [--out DIR]\n"
                     "`lantian run CASE --jobs` 所列的一次模式运行，由其准备好的文件算起（%s，%s）\n%s"
                   : "usage: mpirun -n N lantian-mpi model CASE --only VARIANT/PERIOD [--layout PXxPY] "
                     "[--nest-layout PXxPY] [--output gather|parallel|rank] [--out DIR]\n"
                     "one of the model runs that `lantian run CASE --jobs` lists, from the files that it has made (%s, "
                     "%s)\n%s",
           lt_version(), lt_comm_mpi_library(), lt_cli_help(options, chinese));
    return LT_OK;
}

/* A member of a submission: its process wants to know how it stands. */
static lt_status begin_report(const lt_cli *cli, const lt_comm *comm) {
    long member;
    if (!cli->member) return LT_OK;
    if (!cli->out || !lt_number_long(cli->member, &member) || member < 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "--member is for the scripts of a plan", .where = "command line",
                        .expected = "--member N --out FOLDER", .found = lt_fmt("--member %s", cli->member),
                        .todo = "leave --member out");
    lt_report_begin(lt_fmt("%s/submit/ranks", cli->out), member, comm->rank == 0);
    return LT_OK;
}

/* What a rank says when others have ended is of no use beside how they ended. */
static bool is_of_messages(lt_status status) {
    return status == LT_ERR_ENV && strncmp(lt_error_what(), "MPI could not", 13) == 0;
}

/* The run of the road that `lantian run --only` is; what it stands on is asked for and never made here. */
static lt_status run_in_layout(const lt_cli *cli, const lt_layout *layout) {
    static const lt_stage stages[] = {{LT_ROW_OF_GRID}, {LT_ROW_OF_MET}, {LT_ROW_OF_EMISSIONS}, {LT_ROW_OF_MODEL}};
    return lt_road_run_on_ranks(stages, sizeof stages / sizeof *stages, cli, layout);
}

/* Of the grid and of its nest. */
static lt_status read_layouts(const lt_cli *cli, const lt_comm *comm, lt_layout *layout) {
    lt_layout nest;
    LT_TRY(lt_layout_read(cli->layout, "--layout", comm, true, layout));
    LT_TRY(lt_layout_read(cli->nest_layout, "--nest-layout", comm, true, &nest));
    layout->nest_px = nest.px;
    layout->nest_py = nest.py;
    layout->output = lt_output_way_of(cli->output);
    return LT_OK;
}

/* Is there a rank that only writes? It may wait for cells that a rank did not send because of an error that all the
 * others have. */
static bool has_writer;

/* Has every rank this end? One that failed alone ends all. */
static bool is_of_all(const lt_comm *comm, lt_status status) {
    return comm->size == 1 || status == LT_OK || status == LT_ERR_STOPPED || lt_comm_agreed_on_error();
}

static lt_status run_before_writer(const lt_cli *cli, const lt_layout *ranks) {
    lt_layout layout;
    lt_status status = read_layouts(cli, &ranks->comm, &layout);
    if (status != LT_OK) return lt_writer_rank_end(ranks, status);
    layout.with_writer = ranks->with_writer;
    status = run_in_layout(cli, &layout);
    return is_of_all(&layout.comm, status) ? lt_writer_rank_end(&layout, status) : status;
}

/* The last rank writes what the others compute, until they tell it of their end. */
static lt_status run_with_writer(const lt_cli *cli, const lt_comm *comm) {
    lt_layout ranks;
    has_writer = true;
    LT_TRY(lt_writer_rank_part(comm, &ranks));
    const lt_status status = lt_writer_rank_is(comm) ? lt_writer_rank_serve(comm) : run_before_writer(cli, &ranks);
    lt_comm_close(&ranks.comm);
    return status;
}

/* All ranks read the same command line, so they all come here or none. */
static lt_status command_model(const lt_cli *cli, const lt_comm *comm) {
    lt_layout layout;
    LT_TRY(lt_cli_allow(cli, options));
    if (cli->n_positional != 1 || !cli->only)
        return LT_RAISE(LT_ERR_USAGE, .what = "the command model wants one case and one of its runs",
                        .where = "command line", .expected = "lantian-mpi model CASE --only VARIANT/PERIOD",
                        .found = lt_fmt("%d names, %s --only", cli->n_positional, cli->only ? "with" : "without"),
                        .todo = "`lantian run CASE --jobs` makes what the runs stand on, and lists them");
    LT_TRY(begin_report(cli, comm));
    if (lt_output_way_of(cli->output) == LT_OUTPUT_RANK) return run_with_writer(cli, comm);
    LT_TRY(read_layouts(cli, comm, &layout));
    return run_in_layout(cli, &layout);
}

static lt_status command_bench(const lt_cli *cli, const lt_comm *comm) {
    static const lt_benchmark *const benchmarks[] = {&lt_benchmark_ranks, NULL};
    LT_TRY(lt_cli_allow(cli, bench_options));
    if (lt_output_way_of(cli->output) == LT_OUTPUT_RANK)
        return LT_RAISE(LT_ERR_USAGE, .what = "the ranks of a bench all compute", .where = "command line, --output",
                        .expected = "another word", .found = "rank", .todo = "measure a run of `lantian-mpi model`");
    return lt_bench_command_on_ranks(cli, comm, benchmarks);
}

/* Another version may compute other bits, or send other messages. This is the first of all messages, and its length
 * stays as it is: versions must be able to compare it. */
static lt_status check_same_program(const lt_comm *comm) {
    char mine[256] = "", first[256];
    snprintf(mine, sizeof mine, "lantian-mpi %s, numbers of %zu bytes", lt_version(), sizeof(lt_real));
    memcpy(first, mine, sizeof first);
    LT_TRY(lt_comm_broadcast(comm, first, sizeof first, 0));
    first[sizeof first - 1] = '\0';
    const bool same = strcmp(first, mine) == 0;
    return lt_comm_agree(comm, same ? LT_OK
                                    : LT_RAISE(LT_ERR_ENV, .what = "the ranks are of different programs",
                                               .where = lt_fmt("rank %d of %d", comm->rank, comm->size),
                                               .expected = lt_fmt("%s, as rank 0 is", first), .found = mine,
                                               .todo = "start all ranks with one program; where nodes have disks of "
                                                       "their own, bring the copy there up to date"));
}

static lt_status answer(int argc, char **argv, const lt_comm *comm) {
    lt_cli cli;
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        lt_say("lantian-mpi %s, %s\n", lt_version(), lt_comm_mpi_library());
        return LT_OK;
    }
    LT_TRY(lt_cli_parse(argc, argv, &cli));
    lt_command_stands_for("lantian run"); /* the files of a run are the same, whichever program made them */
    if (comm->rank == 0) lt_door_remarks(!cli.quiet);
    if (cli.help || !cli.command || strcmp(cli.command, "help") == 0) return say_usage(lt_cli_chinese(&cli));
    if (strcmp(cli.command, "bench") == 0) return command_bench(&cli, comm);
    if (strcmp(cli.command, "model") != 0)
        return LT_RAISE(LT_ERR_USAGE, .what = "lantian-mpi has no such command", .where = "command line",
                        .expected = "lantian-mpi model CASE, lantian-mpi bench ranks", .found = cli.command,
                        .todo = "all other commands are those of `lantian`");
    return command_model(&cli, comm);
}

/* Of a rank whose main thread waits in a library after a write that failed. */
static void end_now(lt_status status) {
    lt_door_print_error(status);
    fflush(NULL);
    _exit(lt_status_exit_code(status));
}

int main(int argc, char **argv) {
    lt_comm comm;
    lt_door_wait_asleep(argv);
    lt_cli_options_of = options_of;
    lt_case_link = lt_link_case;
    lt_status status = lt_comm_mpi_begin(&argc, &argv, &comm);
    lt_files_mpi_watch(&comm, 2 * patience_s, end_now);
    lt_probe_by_manifest();
    if (comm.rank == 0) lt_door_open();
    if (status == LT_OK) status = check_same_program(&comm);
    if (status == LT_OK) status = answer(argc, argv, &comm);
    if (status == LT_OK) status = lt_door_check_output();
    const bool all = is_of_all(&comm, status);
    /* Beside a rank that only writes the lowest speaks at once: that rank may end all when it comes to its own end. */
    const bool first = has_writer && comm.rank == 0, last = !(has_writer && (comm.rank == 0 || all));
    if (status != LT_OK && first) lt_door_print_error(status);
    const bool together = lt_comm_mpi_together(&comm, all && (status == LT_OK || !has_writer) ? INFINITY : patience_s);
    if (status != LT_OK && last && (comm.rank == 0 || !together)) lt_door_print_error(status);
    if ((comm.rank == 0 || !together) && !is_of_messages(status)) lt_report_end(status);
    if (together && (status == LT_OK || status == LT_ERR_STOPPED)) lt_ncw_close_abandoned(); /* the disk is well */
    if (!together || lt_ncw_has_failed()) lt_comm_mpi_abort(&comm, lt_status_exit_code(status));
    lt_comm_mpi_end(&comm);
    return argc < 2 && status == LT_OK ? lt_status_exit_code(LT_ERR_USAGE) : lt_status_exit_code(status);
}
