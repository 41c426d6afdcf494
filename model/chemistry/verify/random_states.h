/* random_states.h - cells as an atmosphere might have them, the same from a seed on every machine: for tests and
 * benchmarks of any mechanism whose species have CB6's names (others start at 0).
 *
 * 45 % day (cos SZA 0.2 .. 1), 15 % twilight (0 .. 0.2), 40 % night (0); 0 to 12 km, half of them in the lowest 2 km;
 * NOx 0.02 to 50 ppb and with it hydrocarbons, CO, SO2 and ozone; a pulse of emission where it is polluted. Rates by
 * lt_rates with the clear-sky photolysis; the start has been through some hours of the chemistry in double, so that
 * radicals are what they would be. */
#ifndef LT_RANDOM_STATES_H
#define LT_RANDOM_STATES_H

#include "model/chemistry/solver/states_csv.h"

#include <stdint.h>

/* n cells; number, start, pulse and k as in lt_states, end NULL. LT_ERR_INPUT: the mechanism needs a rate that only its
 * user knows. LT_ERR_MEMORY. Free with lt_states_free. */
lt_status lt_random_states(const lt_mechanism *mechanism, int n, uint64_t seed, lt_states **out);

#endif
