#include "postproc/skill/skill.h"

#include "postproc/skill/skill_sample.h"

#include <string.h>

const lt_aqi_level lt_skill_events[LT_SKILL_EVENTS] = {LT_AQI_LIGHT, LT_AQI_MODERATE, LT_AQI_HEAVY};
const char *const lt_season_names[LT_N_SEASONS] = {"DJF", "MAM", "JJA", "SON"};
const char *const lt_skill_reference_names[LT_N_SKILL_REFERENCES] = {"persistence", "climatology"};

/* Rows of one quantity and lead: all, seasons, levels, two classes, places, two classes of each place. */
enum { SEASONS = 1, LEVELS = SEASONS + LT_N_SEASONS, CLASSES = LEVELS + LT_N_AQI_LEVELS, PLACES = CLASSES + 2 };

static int rows_a_lead(const lt_forecast_set *set, const lt_skill_setup *setup) {
    return PLACES + (setup->by_place ? set->n_places : 0) + (setup->by_place_and_class ? 2 * set->n_places : 0);
}

static lt_skill_key key_of(const lt_forecast_set *set, const lt_skill_setup *setup, int quantity, int lead, int row) {
    lt_skill_key key = {quantity, lead, -1, -1, -1, -1};
    const int pairs = PLACES + (setup->by_place ? set->n_places : 0);
    if (row >= pairs) {
        key.place = (row - pairs) / 2;
        key.polluted = (row - pairs) % 2;
    } else if (row >= PLACES) {
        key.place = row - PLACES;
    } else if (row >= CLASSES) {
        key.polluted = row - CLASSES;
    } else if (row >= LEVELS) {
        key.level = row - LEVELS;
    } else if (row >= SEASONS) {
        key.season = row - SEASONS;
    }
    return key;
}

static void add(const lt_forecast_set *set, const lt_skill_setup *setup, const lt_skill_sample *sample,
                lt_skill_cell *cells) {
    const lt_aqi_range *range = setup->range ? setup->range : &lt_aqi_range_practice;
    const int pairs = PLACES + (setup->by_place ? set->n_places : 0), polluted = sample->level >= (int)LT_AQI_LIGHT;
    lt_skill_cell_add(&cells[0], sample, range);
    lt_skill_cell_add(&cells[SEASONS + sample->season], sample, range);
    if (setup->by_place) lt_skill_cell_add(&cells[PLACES + sample->place], sample, range);
    if (sample->level < 0) return;
    lt_skill_cell_add(&cells[LEVELS + sample->level], sample, range);
    lt_skill_cell_add(&cells[CLASSES + polluted], sample, range);
    if (setup->by_place_and_class) lt_skill_cell_add(&cells[pairs + 2 * sample->place + polluted], sample, range);
}

/* One quantity (species number, or n_species: the AQI) and lead. */
static void fill(const lt_forecast_set *set, const lt_skill_setup *setup, const double *aqi, int number, int lead,
                 lt_skill_cell *cells) {
    lt_aqi forecast, observed;
    lt_skill_sample sample;
    for (int place = 0; place < set->n_places; place++)
        for (long cycle = 0; cycle < set->n_cycles; cycle++) {
            if (number < set->n_species)
                lt_skill_sample_of(set, setup, place, number, lead, cycle, &sample);
            else
                lt_skill_sample_aqi(set, setup, aqi, place, lead, cycle, &forecast, &observed, &sample);
            add(set, setup, &sample, cells);
        }
}

static lt_status check(const lt_forecast_set *set) {
    const bool whole = set->n_places > 0 && set->n_species > 0 && set->n_leads > 0 && set->n_members > 0 &&
                       set->n_members <= LT_MOST_RANKED && set->n_cycles > 0 &&
                       set->n_steps >= set->n_cycles + set->n_leads - 1 &&
                       (set->step_s == LT_DAY || set->step_s == LT_HOUR);
    if (whole) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the forecasts are no whole set", .where = "forecasts to be scored",
                    .expected = lt_fmt("places, species, leads, cycles, 1 to %d members, days or hours, and a step of "
                                       "observation for every forecast",
                                       LT_MOST_RANKED),
                    .found = lt_fmt("%d places, %d species, %d leads, %d members, %ld cycles, %ld steps of %d s",
                                    set->n_places, set->n_species, set->n_leads, set->n_members, set->n_cycles,
                                    set->n_steps, set->step_s),
                    .todo = "give forecasts of at least one place, cycle and lead");
}

static lt_status score(const lt_forecast_set *set, const lt_skill_setup *setup, const double *aqi, lt_skill *out) {
    const int width = rows_a_lead(set, setup), quantities = set->n_species + (aqi ? 1 : 0);
    lt_skill_cell *cells = NULL;
    LT_TRY(lt_calloc((size_t)width, sizeof *cells, &cells));
    const lt_status status =
        lt_calloc((size_t)width * (size_t)quantities * (size_t)set->n_leads, sizeof *out->rows, &out->rows);
    for (int number = 0; status == LT_OK && number < quantities; number++)
        for (int lead = 0; lead < set->n_leads; lead++) {
            const int quantity = number < set->n_species ? (int)set->species[number] : (int)LT_SKILL_AQI;
            memset(cells, 0, (size_t)width * sizeof *cells);
            fill(set, setup, aqi, number, lead, cells);
            for (int row = 0; row < width; row++)
                lt_skill_cell_finish(&cells[row], key_of(set, setup, quantity, lead, row), &out->rows[out->n++]);
        }
    lt_free(cells);
    return status;
}

lt_status lt_skill_of(const lt_forecast_set *set, const lt_skill_setup *setup, lt_skill *out) {
    *out = (lt_skill){0};
    LT_TRY(check(set));
    double *aqi = NULL;
    if (set->step_s == LT_DAY) LT_TRY(lt_skill_observed_aqi(set, setup, &aqi));
    const lt_status status = score(set, setup, aqi, out);
    lt_free(aqi);
    return status;
}

void lt_skill_free(lt_skill *skill) {
    lt_free(skill->rows);
    *skill = (lt_skill){0};
}

const lt_skill_row *lt_skill_find(const lt_skill *skill, lt_skill_key key) {
    for (long r = 0; r < skill->n; r++) {
        const lt_skill_key *k = &skill->rows[r].key;
        if (k->quantity == key.quantity && k->lead == key.lead && k->place == key.place && k->season == key.season &&
            k->level == key.level && k->polluted == key.polluted)
            return &skill->rows[r];
    }
    return NULL;
}
