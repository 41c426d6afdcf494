/* The table of scores of a set of forecasts: rows, what is missing, references, order, a perfect and a random one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/skill/skill.h"
#include "tests/support/near.h"
#include "tests/support/random.h"

#include <math.h>
#include <string.h>

static lt_standards standards;

static int read_standards(void **state) {
    (void)state;
    return lt_standards_read(NULL, &standards) == LT_OK ? 0 : -1;
}

static lt_skill_setup setup_of(void) {
    return (lt_skill_setup){
        .standards = &standards, .rules = LT_INDEX_2012, .least = 2, .by_place = true, .by_place_and_class = true};
}

static lt_forecast_set set_of(int places, int leads, int members, long cycles) {
    lt_forecast_set set = {.step_s = LT_DAY,
                           .n_places = places,
                           .n_species = 2,
                           .species = {LT_MEASURED_PM25, LT_MEASURED_O3},
                           .n_leads = leads,
                           .n_members = members,
                           .n_cycles = cycles,
                           .n_steps = cycles + leads - 1};
    set.start = lt_time_from_civil(2014, 1, 1, 0, 0, 0) - LT_CST_OFFSET;
    assert_int_equal(lt_forecast_set_create(&set), LT_OK);
    return set;
}

static lt_skill skill_of(const lt_forecast_set *set) {
    const lt_skill_setup setup = setup_of();
    lt_skill skill;
    assert_int_equal(lt_skill_of(set, &setup, &skill), LT_OK);
    return skill;
}

static const lt_skill_row *row(const lt_skill *skill, int quantity, int lead) {
    const lt_skill_row *found = lt_skill_find(skill, (lt_skill_key){quantity, lead, -1, -1, -1, -1});
    assert_non_null(found);
    return found;
}

static const lt_skill_row *class_row(const lt_skill *skill, int quantity, int lead, int polluted) {
    const lt_skill_row *found = lt_skill_find(skill, (lt_skill_key){quantity, lead, -1, -1, -1, polluted});
    assert_non_null(found);
    return found;
}

/* One place, one lead, four days of PM2.5 (O3 is missing), 2012: breakpoints 35, 75, 115, 150 ug/m3.
 *   observed   30  80  70 160    level 1 3 2 5, polluted 2
 *   forecast   40  76  90 100    level 2 3 3 3; errors 10 -4 20 -60: bias -8.5, MAE 23.5, squares 100 16 400 3600
 *   above 100 (75 ug/m3): hits 2, false alarm 1, no miss; above 150: miss 1; above 200: miss 1
 *   persistence (day before): -  30  80  70: errors -50 10 -90, mean square (2500 + 100 + 8100)/3; on the same days
 * ours (16 + 400 + 3600)/3, so skill 1 - 4016/10700; of absolute errors 1 - 84/150 climatology of 2 and more members:
 * day 2 has 30 80 (mean 55, error -15; fair CRPS about 70: 25 - 50/2 = 0), day 3 has 30 80 70 (mean 60, error -100;
 * fair CRPS about 160: (130 + 80 + 90)/3 - (50 + 40 + 10)/(3 * 2)) */
static void table_by_hand(void **state) {
    (void)state;
    const double seen[] = {30, 80, 70, 160}, said[] = {40, 76, 90, 100};
    lt_forecast_set set = set_of(1, 1, 1, 4);
    for (int c = 0; c < 4; c++) {
        lt_forecast_obs(&set, 0, 0)[c] = seen[c];
        *lt_forecast_members(&set, 0, 0, 0, c) = said[c];
    }
    lt_skill skill = skill_of(&set);
    const lt_skill_row *r = row(&skill, LT_MEASURED_PM25, 0);
    assert_true(r->pairs.n == 4 && r->pairs.too_few && r->pairs.bias == -8.5 && r->pairs.mae == 23.5);
    assert_near(r->pairs.rmse, sqrt(4116.0 / 4), 1e-14);
    assert_true(r->crps == 23.5 && isnan(r->crps_fair) && r->probability[0].n == 0 && r->ranks == 0);
    assert_true(r->event[0].hits == 2 && r->event[0].false_alarms == 1 && r->event[0].misses == 0);
    assert_true(r->event[1].misses == 1 && r->event[2].misses == 1 && r->event_score[2].pod == 0);
    assert_near(r->event_score[0].csi, 2.0 / 3, 1e-15);
    const lt_skill_against *p = &r->against[LT_SKILL_PERSISTENCE], *c = &r->against[LT_SKILL_CLIMATOLOGY];
    assert_true(p->n == 3 && p->too_few);
    assert_near(p->mse, 1 - 4016.0 / 10700, 1e-15);
    assert_near(p->crps, 1 - 84.0 / 150, 1e-15);
    assert_int_equal(c->n, 2);
    assert_near(c->mse, 1 - (400.0 + 3600) / (225 + 10000), 1e-15);
    assert_near(c->crps, 1 - (20.0 + 60) / (0 + 100 - 100.0 / 6), 1e-14);
    /* By class: 80 and 160 are polluted, and what was chosen by the observation has no false alarms to tell. */
    const lt_skill_row *bad = class_row(&skill, LT_MEASURED_PM25, 0, 1);
    assert_true(bad->pairs.n == 2 && bad->pairs.bias == -32 && bad->event_score[0].pod == 1);
    assert_true(isnan(bad->event_score[0].far) && isnan(bad->event_score[0].csi));
    const lt_skill_row *heavy = lt_skill_find(&skill, (lt_skill_key){LT_MEASURED_PM25, 0, -1, -1, LT_AQI_HEAVY, -1});
    assert_true(heavy->pairs.n == 1 && heavy->pairs.bias == -60);
    /* The index: PM2.5 alone (partial). 30 43, 80 107, 70 94, 160 210; 40 57, 76 102, 90 119, 100 132. */
    const lt_skill_row *aqi = row(&skill, LT_SKILL_AQI, 0);
    assert_true(aqi->hits.partial == 4 && aqi->hit.n == 4 && aqi->hit.primary_n == 3 && aqi->hit.primary == 1);
    assert_near(aqi->pairs.bias, (57 - 43 + 102 - 107 + 119 - 94 + 132 - 210) / 4.0, 1e-15);
    assert_near(aqi->hit.range, 2.0 / 4, 1e-15);
    assert_near(aqi->hit.level, 1.0 / 4, 1e-15);
    /* Nothing of ozone: every pair of it is told as missing. */
    const lt_skill_row *o3 = row(&skill, LT_MEASURED_O3, 0);
    assert_true(o3->pairs.n == 0 && o3->neither == 4 && o3->pairs.too_few && isnan(o3->pairs.bias));
    lt_skill_free(&skill);
    lt_forecast_set_free(&set);
}

/* What is missing is counted where it belongs, and an ensemble without a member goes on with the others. */
static void missing_is_counted(void **state) {
    (void)state;
    lt_forecast_set set = set_of(1, 2, 2, 3);
    const double seen[] = {10, NAN, 90, 20};
    memcpy(lt_forecast_obs(&set, 0, 0), seen, sizeof seen);
    double *first = lt_forecast_members(&set, 0, 0, 0, 0), *second = lt_forecast_members(&set, 0, 0, 1, 0);
    const double lead0[] = {8, 12, 5, 5, NAN, NAN}, lead1[] = {NAN, NAN, 80, NAN, 15, 25};
    memcpy(first, lead0, sizeof lead0);
    memcpy(second, lead1, sizeof lead1);
    lt_skill skill = skill_of(&set);
    const lt_skill_row *r = row(&skill, LT_MEASURED_PM25, 0); /* steps 0 1 2 */
    assert_true(r->pairs.n == 1 && r->no_obs == 1 && r->no_forecast == 1 && r->neither == 0);
    assert_true(r->crps == 1 && r->crps_fair == 0 && r->ranked == 1 && r->ranks == 3 && r->rank[1] == 1);
    const lt_skill_row *s = row(&skill, LT_MEASURED_PM25, 1); /* steps 1 2 3 */
    assert_true(s->pairs.n == 2 && s->neither == 1 && s->short_ensembles == 1 && s->ranked == 1);
    assert_near(s->pairs.bias, (80 - 90 + 20 - 20) / 2.0, 1e-15);
    /* The forecast that is not there is missed in the class of its day too. */
    assert_true(class_row(&skill, LT_MEASURED_PM25, 0, 1)->no_forecast == 1);
    assert_true(class_row(&skill, LT_SKILL_AQI, 0, 1)->no_forecast == 1);
    lt_skill_free(&skill);
    lt_forecast_set_free(&set);
}

static void fill(lt_forecast_set *set, uint64_t seed, bool perfect) {
    for (int p = 0; p < set->n_places; p++)
        for (int s = 0; s < set->n_species; s++) {
            double *obs = lt_forecast_obs(set, p, s);
            for (long t = 0; t < set->n_steps; t++) obs[t] = 60 * exp(0.8 * random_normal(&seed));
            for (int l = 0; l < set->n_leads; l++)
                for (long c = 0; c < set->n_cycles; c++)
                    for (int m = 0; m < set->n_members; m++)
                        lt_forecast_members(set, p, s, l, c)[m] =
                            perfect ? obs[c + l] : 60 * exp(0.8 * random_normal(&seed));
        }
}

static void perfect_forecast(void **state) {
    (void)state;
    lt_forecast_set set = set_of(3, 2, 5, 400);
    fill(&set, 1, true);
    lt_skill skill = skill_of(&set);
    for (long i = 0; i < skill.n; i++) {
        const lt_skill_row *r = &skill.rows[i];
        if (r->pairs.n == 0) continue;
        assert_true(r->pairs.bias == 0 && r->pairs.rmse == 0 && r->crps == 0 && r->crps_fair == 0);
        assert_true(isnan(r->pairs.r) || fabs(r->pairs.r - 1) < 1e-12);
        for (int k = 0; k < LT_N_SKILL_REFERENCES; k++)
            if (r->against[k].n > 1) assert_true(r->against[k].mse == 1 && r->against[k].crps == 1);
        for (int e = 0; e < LT_SKILL_EVENTS; e++) {
            assert_true(r->event[e].misses == 0 && r->event[e].false_alarms == 0 && r->probability[e].brier == 0);
        }
        if (r->key.quantity == LT_SKILL_AQI)
            assert_true(r->hit.n == r->pairs.n && r->hit.level == 1 && r->hit.range == 1 && !(r->hit.primary < 1));
    }
    assert_true(row(&skill, LT_SKILL_AQI, 1)->pairs.n == 1200);
    lt_skill_free(&skill);
    lt_forecast_set_free(&set);
}

/* Forecasts, their members and observations drawn alike and apart: persistence is as good as a member (both are other
 * draws), the mean of 5 members has the squares of (1 + 1/5) against its 2, and members like the observation make a
 * fair CRPS as good as that of climatology. N = 4800; of the squares of logarithmic normal values (s = 0.8) the mean of
 * N has a relative deviation of sqrt(kurtosis - 1)/sqrt(N), kurtosis e^(4 s^2) + 2 e^(3 s^2) + 3 e^(2 s^2) - 3 = 34:
 * 0.083 of each, 0.12 of their quotient, times 0.6, four of them: 0.28. CRPS is of first powers: kurtosis of |x - O| is
 * below 10, 0.04, four of a quotient: 0.25. */
static void random_forecast(void **state) {
    (void)state;
    lt_forecast_set set = set_of(12, 1, 5, 400);
    fill(&set, 2, false);
    lt_skill skill = skill_of(&set);
    const lt_skill_row *r = row(&skill, LT_MEASURED_PM25, 0);
    assert_near(r->against[LT_SKILL_PERSISTENCE].mse, 1 - 1.2 / 2, 0.28);
    assert_near(r->against[LT_SKILL_CLIMATOLOGY].crps, 0, 0.25);
    assert_near(r->pairs.r, 0, 4 / sqrt(4800));
    assert_near(r->rank_chi2, 5, 4 * sqrt(10)); /* chi2 of 6 places: mean 5, variance 10 */
    assert_true(r->probability[0].skill < 0.02 && fabs(r->event_score[0].ets) < 0.05);
    /* All 4800 pairs stand once in each way of splitting them. */
    long seasons = 0, levels = 0, places = 0, classes = 0;
    for (long i = 0; i < skill.n; i++) {
        const lt_skill_key *k = &skill.rows[i].key;
        if (k->quantity != LT_MEASURED_PM25) continue;
        const long n = skill.rows[i].pairs.n;
        if (k->season >= 0) seasons += n;
        if (k->level >= 0) levels += n;
        if (k->place >= 0 && k->polluted < 0) places += n;
        if (k->place >= 0 && k->polluted >= 0) classes += n;
    }
    assert_true(seasons == 4800 && levels == 4800 && places == 4800 && classes == 4800);
    lt_skill_free(&skill);
    lt_forecast_set_free(&set);
}

static bool same(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

static bool same_row(const lt_skill_row *a, const lt_skill_row *b) {
    bool all = a->pairs.n == b->pairs.n && same(a->pairs.bias, b->pairs.bias) && same(a->pairs.rmse, b->pairs.rmse) &&
               same(a->pairs.mae, b->pairs.mae) && same(a->pairs.r, b->pairs.r) && same(a->crps, b->crps) &&
               same(a->crps_fair, b->crps_fair) && same(a->rank_chi2, b->rank_chi2);
    for (int r = 0; r < LT_N_SKILL_REFERENCES; r++)
        all = all && same(a->against[r].mse, b->against[r].mse) && same(a->against[r].crps, b->against[r].crps);
    for (int e = 0; e < LT_SKILL_EVENTS; e++)
        all = all && same(a->event_score[e].csi, b->event_score[e].csi) &&
              same(a->probability[e].brier, b->probability[e].brier) &&
              same(a->probability[e].reliability, b->probability[e].reliability) &&
              same(a->probability[e].within, b->probability[e].within);
    return all && memcmp(a->rank, b->rank, sizeof a->rank) == 0 && memcmp(&a->hits, &b->hits, sizeof a->hits) == 0;
}

/* Places the other way round: rows of all have the same bits. */
static void order_does_not_matter(void **state) {
    (void)state;
    lt_forecast_set set = set_of(5, 1, 3, 100), back = set_of(5, 1, 3, 100);
    fill(&set, 3, false);
    for (int p = 0; p < 5; p++)
        for (int s = 0; s < 2; s++) {
            memcpy(lt_forecast_obs(&back, 4 - p, s), lt_forecast_obs(&set, p, s), sizeof(double) * 100);
            memcpy(lt_forecast_members(&back, 4 - p, s, 0, 0), lt_forecast_members(&set, p, s, 0, 0),
                   sizeof(double) * 300);
        }
    lt_skill a = skill_of(&set), b = skill_of(&back);
    int compared = 0;
    for (long i = 0; i < a.n; i++) {
        if (a.rows[i].key.place >= 0) continue;
        assert_true(same_row(&a.rows[i], &b.rows[i]));
        compared++;
    }
    assert_int_equal(compared, 3 * 13);
    lt_skill_free(&a);
    lt_skill_free(&b);
    lt_forecast_set_free(&set);
    lt_forecast_set_free(&back);
}

/* References of a cycle do not see what comes after it: other observations from step 60 on change no score of the
 * forecasts that were valid before. */
static void references_know_the_past(void **state) {
    (void)state;
    lt_forecast_set whole = set_of(1, 1, 1, 120), early = set_of(1, 1, 1, 60);
    fill(&whole, 4, false);
    for (int s = 0; s < 2; s++) {
        memcpy(lt_forecast_obs(&early, 0, s), lt_forecast_obs(&whole, 0, s), sizeof(double) * 60);
        memcpy(lt_forecast_members(&early, 0, s, 0, 0), lt_forecast_members(&whole, 0, s, 0, 0), sizeof(double) * 60);
        for (long t = 60; t < 120; t++) {
            lt_forecast_obs(&whole, 0, s)[t] = 1000;
            *lt_forecast_members(&whole, 0, s, 0, t) = NAN;
        }
    }
    lt_skill a = skill_of(&whole), b = skill_of(&early);
    const lt_skill_row *x = row(&a, LT_MEASURED_PM25, 0), *y = row(&b, LT_MEASURED_PM25, 0);
    assert_true(x->no_forecast == 60 && x->pairs.n == y->pairs.n);
    assert_true(same_row(x, y));
    lt_skill_free(&a);
    lt_skill_free(&b);
    lt_forecast_set_free(&whole);
    lt_forecast_set_free(&early);
}

static void no_whole_set(void **state) {
    (void)state;
    const lt_skill_setup setup = setup_of();
    lt_forecast_set set = set_of(1, 1, 1, 4);
    lt_skill skill;
    set.n_leads = 2; /* more forecasts than steps */
    assert_int_equal(lt_skill_of(&set, &setup, &skill), LT_ERR_INPUT);
    assert_true(skill.n == 0 && skill.rows == NULL);
    set.n_leads = 1;
    set.n_members = LT_MOST_RANKED + 1;
    assert_int_equal(lt_skill_of(&set, &setup, &skill), LT_ERR_INPUT);
    lt_forecast_set_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_by_hand),         cmocka_unit_test(missing_is_counted),
        cmocka_unit_test(perfect_forecast),      cmocka_unit_test(random_forecast),
        cmocka_unit_test(order_does_not_matter), cmocka_unit_test(references_know_the_past),
        cmocka_unit_test(no_whole_set),
    };
    return cmocka_run_group_tests(tests, read_standards, NULL);
}
