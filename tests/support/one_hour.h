/* one_hour.h - the fields of one hour from one state of the domain's weather, without files. */
#ifndef LT_TEST_ONE_HOUR_H
#define LT_TEST_ONE_HOUR_H

#include "model/met/domain_supply.h"
#include "model/met/hour_fields.h"

static inline lt_hour_fields *lt_test_one_hour(const lt_grid *grid, const lt_met_settings *settings,
                                               const lt_domain_state *state, lt_time begin) {
    lt_hour_fields *f = NULL;
    lt_domain_weather *weather = NULL;
    lt_supply *supply = NULL;
    assert_int_equal(lt_domain_weather_allocate(begin, 1, &weather), LT_OK);
    weather->hour[0] = *state;
    assert_int_equal(lt_domain_supply_create(settings, grid, weather, NULL, &supply), LT_OK);
    assert_int_equal(lt_hour_fields_create(grid, settings, supply, &f), LT_OK);
    assert_int_equal(lt_hour_fields_mass(f, begin, 1, f->mass_begin), LT_OK);
    assert_int_equal(lt_hour_fields_mass(f, begin + LT_HOUR, 1, f->mass_end), LT_OK);
    assert_int_equal(lt_hour_fields_make(f, begin, 1), LT_OK);
    lt_supply_free(supply);
    return f;
}

#endif
