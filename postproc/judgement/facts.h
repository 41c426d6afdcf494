/* facts.h - facts for targets: of cities in a year, of the province and the nine key cities out of them. */
#ifndef LT_JUDGED_FACTS_H
#define LT_JUDGED_FACTS_H

#include "postproc/cities.h"
#include "postproc/judgement/judge.h"
#include "postproc/judgement/targets.h"

/* The nine key cities of document P, clause (三). Shenfu, the tenth, has no national site in the list of stations. */
extern const char *const lt_key_cities[];
enum { LT_N_KEY_CITIES = 9 };

/* year[c]: NULL where nothing is known of city c. base: "" for what is judged, else the word of a base ("2020"). Of
 * every city: annual mean of each pollutant, share of good and heavy days and attainment of class II by both regimes
 * (of 2026 in its transition). Of the province and the key cities: mean over their cities, which for shares is that of
 * city-days; complete where all of them are. Without one of the cities there is no such fact. Concentrations are by the
 * state of 298.15 K. Shares want all six pollutants. */
lt_status lt_facts_of_years(const lt_judged_year *const year[LT_N_CITY_VALUES], const char *base, lt_facts *out);
/* Mean of the same fact in several years, as the base of a target ("2016-2020"); complete where it is in all of them. A
 * fact that a year lacks has no mean. */
lt_status lt_facts_mean(const lt_facts *each, int n, const char *base, lt_facts *out);
/* A concentration, of a run or of a projection, of all cities (NaN: not known); `complete` as its maker knows. */
lt_status lt_facts_of_concentrations(const double city[LT_N_CITY_VALUES], lt_measured species, int year,
                                     const char *base, bool complete, lt_facts *out);
/* Annual means of the cities as a package would have made them of the observed ones (anchored.h, floors of the
 * standards): facts of concentrations that observed, base and package all have, by city, then the means over the
 * cities. Complete where the observation is; `year` stands for the package (0: a scenario, of no year). */
lt_status lt_facts_anchored(const lt_standards *s, const lt_facts *observed, const lt_facts *base,
                            const lt_facts *package, int year, lt_facts *out);
/* Emissions of a region in kt a year. */
lt_status lt_facts_of_emission(const char *region, const char *pollutant, double kt, int year, const char *base,
                               lt_facts *out);

#endif
