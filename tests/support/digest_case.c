/* digest_case.c - no test: the program that the tests of digests run (digests.h holds what they assert). One run, or a
 * piece of one, of a nested case of six hours, as a program of its own: so that pieces can be run by different builds,
 * instruction sets and numbers of threads, and their last states compared.
 *
 *   digest_case FOLDER make                          write the inputs into FOLDER, which must not be there
 *   digest_case FOLDER make reacting                 the same of a case whose species are those of cb6r5
 *   digest_case FOLDER TAG UNTIL THREADS BX BY FROM  run to the end of hour UNTIL, from the restart file FROM ("-":
 * from the start); leaves restart_TAG.nc; prints the digest of the states. Built as digest_ranks (LT_DIGEST_RANKS) it
 * is run by mpirun, and BX, BY are the layout of the ranks digest_case chemistry THREADS                    prints a
 * digest of the chemistry (digest_chemistry.h)
 *
 * The case does what a run can do: two grids, sub-steps, convection, horizontal diffusion, chemistry, rain, stacks,
 * tracers of every kind that need no gas. The one that reacts has sea salt, dust and coarse nitrate, and longer steps
 * in its nest, for they cost more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/digest_chemistry.h"
#include "tests/support/files.h"
#include "tests/support/mini_nest.h"
#include "tests/support/model_text.h"

#ifdef LT_DIGEST_RANKS
#include "base/mpi/comm_mpi.h"
#endif

#include <sys/stat.h>

enum { SPINUP = 1, HOURS = 5, NEST_SPINUP = 1 };

static const char reacting[] = "chemistry: cb6r5\nnest_step: 900 s\ncoarse_nitrate: dynamic\n",
                  lumped[] = "chemistry: off\nnest_step: 300 s\n";
static const char section[] = "step: 900 s\nvertical_mixing: acm2\nhorizontal_diffusion: smagorinsky\n"
                              "restart_every: 8784\ntracers:\n"
                              "- {name: land, kind: tag, of: CO, regions: [Shenyang], source: area}\n"
                              "- {name: stacks, kind: tag, of: SO2, source: points, hours: 7-18}\n"
                              "- {name: outside, kind: border, value: one}\n"
                              "- {name: first, kind: start, of: CO}\n";

/* A file of the folder says that the case reacts. */
static void mark_of(const char *folder, char path[700]) {
    snprintf(path, 700, "%s/reacts", folder);
}

static int make(const char *folder, bool reacts) {
    char temporary[64], command[600], mark[700];
    mini_reacts = mini_stormy = reacts;
    lt_outdir_close(mini_nest_dir(temporary, SPINUP + HOURS, SPINUP - NEST_SPINUP));
    snprintf(command, sizeof command, "mv %s %s", temporary, folder);
    if (system(command) != 0) return 1;
    mark_of(folder, mark);
    return !reacts || files_write_text(mark, "cb6r5") ? 0 : 1;
}

static lt_layout layout; /* of the ranks */

static int run(const char *folder, char **argv) {
    const char *tag = argv[0], *from = argv[5];
    lt_outdir *dir;
    lt_model_config config;
    lt_model_result result;
    mini_names names;
    char mark[700], text[1024];
    mark_of(folder, mark);
    snprintf(text, sizeof text, "%s%s", files_exists(mark) ? reacting : lumped, section);
    MINI_OK(model_text(text, &config));
#ifdef LT_DIGEST_RANKS
    layout.px = atoi(argv[3]);
    layout.py = atoi(argv[4]);
#else
    config.blocks_x = atol(argv[3]);
    config.blocks_y = atol(argv[4]);
#endif
    MINI_OK(layout.comm.rank == 0 ? lt_outdir_open(folder, &dir) : lt_outdir_look(folder, &dir));
    lt_model_run r = mini_nest_run(dir, &config, tag, SPINUP, atoi(argv[1]) - SPINUP, NEST_SPINUP, &names);
    r.layout = &layout;
    r.threads = atoi(argv[2]);
    r.restart_from = strcmp(from, "-") != 0 ? from : NULL;
    MINI_OK(lt_model_run_files(&r, &result));
    if (layout.comm.rank == 0) printf("%s\n", result.state_digest);
    lt_outdir_close(dir);
    lt_config_release(lt_model_config_rows, &config);
    return 0;
}

static int answer(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "chemistry") == 0) return digest_chemistry(atoi(argv[2]));
    if (argc == 3 && strcmp(argv[2], "make") == 0) return make(argv[1], false);
    if (argc == 4 && strcmp(argv[2], "make") == 0) return make(argv[1], strcmp(argv[3], "reacting") == 0);
    if (argc == 8) return run(argv[1], argv + 2);
    fprintf(stderr, "digest_case FOLDER make [reacting] | FOLDER TAG UNTIL THREADS BX BY FROM | chemistry THREADS\n");
    return 2;
}

#ifdef LT_DIGEST_RANKS
int main(int argc, char **argv) {
    if (lt_comm_mpi_begin(&argc, &argv, &layout.comm) != LT_OK) return 3;
    const int code = answer(argc, argv);
    if (!lt_comm_mpi_together(&layout.comm, 10)) lt_comm_mpi_abort(&layout.comm, 1);
    lt_comm_mpi_end(&layout.comm);
    return code;
}
#else
int main(int argc, char **argv) {
    layout = lt_layout_alone();
    return answer(argc, argv);
}
#endif
