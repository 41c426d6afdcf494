/* heating_degree.c - fuel for warmth follows the cold of the day.
 *
 *   g = max(0, T_b - T_d) on a day of public heating, 0 on every other
 * T_b base temperature [K] (laws/heating_degree_base_temperature; 18 degC as in China's heating degree days HDD18), T_d
 * mean temperature of the local day at 2 m [K]. The sum of g over the days of a season is its degree days. The hours of
 * a day have the weights of the calendar: boilers and stoves are tended by the clock, and walls hold a day's warmth.
 * Limits: no wind, no sun; the season begins and ends on its legal days however cold it is (cities may begin earlier);
 * T_d of a run's first and last day is that of the hours that its weather has. */
#include "model/emission/law.h"

static void ask(const double *parameter, const lt_law_hour *hour, double *g) {
    for (long c = 0; c < hour->n; ++c) {
        double cold = parameter[0] - hour->day[c];
        g[c] = hour->heating[c] && cold > 0.0 ? cold : 0.0;
    }
}

const lt_law lt_law_heating_degree = {
    .name = "heating_degree", .ask = ask, .parameters = {{"base_temperature", "K", 250, 320}}, .by_clock = true};
