/* Sums of a process budget: the same bits whatever the order of the cells, and from parts of the cells whose limbs are
 * added, as ranks do; and what they are, against plain sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/driver/process_sums.h"
#include "tests/support/mini_air.h"

enum { STEPS = 4, CELLS = MINI_NX * MINI_NY * MINI_NZ, PLANE = MINI_NX * MINI_NY };
static const double dt = 3600.0 / STEPS;

static lt_outdir *dir;
static char folder[64];
static lt_grid *grid;
static lt_air *air;
static lt_state *state;
static lt_journal *journal;
static lt_crossings crossings;
static lt_source source[LT_N_SPECIES];
static lt_real *rate;

/* In [0, 1), by a generator of its own. */
static uint64_t seed;
static double any(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) * 0x1p-53;
}

static void make_air(void) {
    static double begin[CELLS], end[CELLS], flux[2 * CELLS];
    for (int c = 0; c < CELLS; ++c) begin[c] = 1e10 * (1 + any()), end[c] = 1e10 * (1 + any());
    MINI_OK(lt_air_create(MINI_NX, MINI_NY, MINI_NZ, &air));
    MINI_OK(lt_air_begin_hour(air, begin, end, flux, flux, dt));
}

static int make(void **unused) {
    (void)unused;
    dir = mini_dir(folder, 1);
    make_air();
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    MINI_OK(lt_state_create(&lt_passive_set, MINI_NX, MINI_NY, MINI_NZ, 1, 1, &state));
    MINI_OK(lt_crossings_create(LT_N_SPECIES, MINI_NX, MINI_NY, MINI_NZ, &crossings));
    MINI_OK(lt_journal_create(dir, "sums", &journal));
    rate = calloc((size_t)air->layer * 2, sizeof *rate);
    for (ptrdiff_t c = 0; c < 2 * air->layer; ++c) rate[c] = (lt_real)any();
    source[LT_S_CO] = (lt_source){.layers = 2, .rate = rate};
    return 0;
}

static int drop(void **unused) {
    (void)unused;
    free(rate);
    lt_journal_free(journal);
    lt_crossings_free(&crossings);
    lt_state_free(state);
    lt_air_free(air);
    lt_grid_free(grid);
    return mini_remove(dir, folder);
}

static lt_process_budget *create(const char *name) {
    static char co[] = "CO", so2[] = "SO2";
    static char *items[] = {co, so2};
    const lt_list wanted = {.items = items, .n = 2};
    const lt_comm self = lt_comm_self();
    lt_process_budget *p;
    MINI_OK(lt_process_budget_create(&self, &wanted, grid, state, STEPS, dir, name, "none", journal, &p));
    assert_true(p->first[LT_N_PREFECTURES] > 20); /* cells enough to be cut and shuffled */
    return p;
}

static void fill(void) {
    static lt_real q[CELLS];
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        for (int c = 0; c < CELLS; ++c) q[c] = (lt_real)(1e-7 * any());
        lt_state_set(state, s, q);
    }
}

/* All the same for every call: one hour as a run has it, whose processes make anything of anything. */
static void hour_begins(lt_process_budget *const *p, int n) {
    seed = 7;
    fill();
    lt_crossings_clear(&crossings);
    memcpy(air->mass, air->begin, (size_t)air->layer * MINI_NZ * sizeof *air->mass);
    for (int b = 0; b < n; ++b) MINI_OK(lt_process_budget_begin_hour(p[b], state, air, source));
}

static void hour_goes(lt_process_budget *const *p, int n) {
    for (int step = 0; step < STEPS; ++step)
        for (int stage = LT_AFTER_TRANSPORT; stage <= LT_AFTER_RAIN; ++stage) {
            if (stage == LT_AFTER_TRANSPORT) {
                lt_air_begin_step(air, (double)(step + 1) / STEPS, dt);
                lt_air_end_step(air);
            }
            double *down = stage == LT_AFTER_SOLVE ? crossings.deposited : crossings.washed;
            for (int c = 0; c < LT_N_SPECIES * PLANE; ++c) down[c] += any();
            fill();
            for (int b = 0; b < n; ++b)
                lt_process_budget_step(p[b], (lt_process_stage)stage, state, air, &crossings, dt);
        }
}

static void shuffle(lt_process_budget *p) {
    for (int r = 0; r < LT_N_PREFECTURES; ++r)
        for (int c = p->first[r + 1] - 1; c > p->first[r]; --c) {
            const int other = p->first[r] + (int)(any() * (c - p->first[r] + 1));
            const lt_process_cell cell = p->cells[c];
            p->cells[c] = p->cells[other];
            p->cells[other] = cell;
        }
}

static void expect_same(const lt_process_budget *a, const lt_process_budget *b) {
    assert_memory_equal(a->air, b->air, (STEPS + 1) * sizeof *a->air);
    for (ptrdiff_t line = 0; line < lt_process_n_lines(a); ++line) {
        const lt_process_terms one = lt_process_terms_of(a->sums, line), other = lt_process_terms_of(b->sums, line);
        assert_memory_equal(&one, &other, sizeof one);
    }
}

static void test_any_order(void **unused) {
    (void)unused;
    lt_process_budget *p[3] = {create("a.csv"), create("b.csv"), create("c.csv")};
    for (int b = 1; b < 3; ++b) shuffle(p[b]);
    hour_begins(p, 3);
    hour_goes(p, 3);
    for (int b = 0; b < 3; ++b) lt_process_sum_columns(p[b], p[b]->sums);
    for (int b = 1; b < 3; ++b) expect_same(p[0], p[b]);
    for (int b = 0; b < 3; ++b) lt_process_budget_free(p[b]);
}

/* Of every region the cells whose number leaves the rest `part` by three. */
static void keep_part(lt_process_budget *p, int part) {
    int kept = 0, first = 0;
    for (int r = 0; r < LT_N_PREFECTURES; ++r) {
        const int end = p->first[r + 1];
        p->first[r] = kept;
        for (int c = first; c < end; ++c)
            if (c % 3 == part) p->cells[kept++] = p->cells[c];
        first = end;
    }
    p->first[LT_N_PREFECTURES] = kept;
}

static void add_up(lt_process_budget *const *p, int n, lt_exactsum *all) {
    for (size_t sum = 0; sum < lt_process_most_sums(p[0]); ++sum) {
        lt_exactsum_clear(&all[sum]);
        for (int b = 0; b < n; ++b) lt_exactsum_merge(&all[sum], &p[b]->sums[sum]);
    }
}

/* As ranks would: each has its cells, and all get the sums of all, which stand in `sums` after the beginning too. */
static void test_parts(void **unused) {
    (void)unused;
    lt_process_budget *whole = create("a.csv"), *part[3] = {create("b.csv"), create("c.csv"), create("d.csv")};
    lt_exactsum *all = calloc(lt_process_most_sums(whole), sizeof *all);
    for (int b = 0; b < 3; ++b) keep_part(part[b], b);
    hour_begins(&whole, 1);
    hour_goes(&whole, 1);
    lt_process_sum_columns(whole, whole->sums);
    hour_begins(part, 3);
    add_up(part, 3, all);
    for (int b = 0; b < 3; ++b) lt_process_take_air(part[b], all);
    hour_goes(part, 3);
    for (int b = 0; b < 3; ++b) lt_process_sum_columns(part[b], part[b]->sums);
    add_up(part, 3, all);
    memcpy(part[0]->sums, all, lt_process_most_sums(whole) * sizeof *all);
    expect_same(whole, part[0]);
    free(all);
    lt_process_budget_free(whole);
    for (int b = 0; b < 3; ++b) lt_process_budget_free(part[b]);
}

/* The air of the steps is what the steps leave, and the processes add up to what is there. */
static void test_what_they_are(void **unused) {
    (void)unused;
    lt_process_budget *p = create("a.csv");
    hour_begins(&p, 1);
    lt_process_sum_columns(p, p->sums);
    const ptrdiff_t low = lt_process_line_at(0, 0, LT_DEPTH_LOW);
    const double then = lt_process_terms_of(p->sums, low).burden;
    hour_goes(&p, 1);
    lt_process_sum_columns(p, p->sums);
    const lt_process_terms sum = lt_process_terms_of(p->sums, low);
    double kg = 0, burden = 0, emitted = 0;
    static lt_real q[CELLS];
    lt_state_get(state, LT_S_CO, q);
    for (int c = p->first[0]; c < p->first[1]; ++c)
        for (int k = 0; k < p->n_low; ++k) {
            const lt_process_cell *cell = &p->cells[c];
            const ptrdiff_t at = lt_air_at(air, k, cell->j, cell->i);
            kg += cell->share * air->mass[at];
            burden += cell->share * air->mass[at] * (double)q[((ptrdiff_t)k * MINI_NY + cell->j) * MINI_NX + cell->i];
            emitted += k < 2 ? 3600.0 * cell->share * (double)rate[at] : 0.0;
        }
    assert_true(p->first[1] > p->first[0]);
    assert_true(fabs(p->air[STEPS][0][LT_DEPTH_LOW] - kg) <= 1e-13 * kg);
    assert_true(fabs(sum.burden - burden) <= 1e-13 * burden);
    assert_true(fabs(sum.kg.emission - emitted) <= 1e-12 * emitted);
    const lt_process_sums *x = &sum.kg, *m = &sum.mean;
    const double all = x->transport + x->mixing + x->emission + x->dry + x->chemistry + x->wet;
    const double mean = m->transport + m->mixing + m->emission + m->dry + m->chemistry + m->wet;
    const double ratio = sum.burden / p->air[STEPS][0][LT_DEPTH_LOW] - then / p->air[0][0][LT_DEPTH_LOW];
    assert_true(fabs(sum.burden - then - all) <= 1e-12 * burden);
    assert_true(fabs(ratio - mean) <= 1e-12 * burden / kg);
    assert_true(fabs(x->produced + x->destroyed - x->chemistry) <= 1e-12 * burden);
    lt_process_budget_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_order), cmocka_unit_test(test_parts),
                                       cmocka_unit_test(test_what_they_are)};
    return cmocka_run_group_tests(tests, make, drop);
}
