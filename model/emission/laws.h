/* laws.h - the potentials of emissions.nc (group laws), hour by hour, by the laws of law.h. */
#ifndef LT_LAWS_H
#define LT_LAWS_H

#include "base/ncio.h"
#include "model/state/weather.h"

typedef struct lt_laws lt_laws;

/* mean: the climatology stands in place of the run's weather, so that a year emits the table's total. A file without
 * the group, or with none in it, makes none (*out NULL). LT_ERR_INPUT for a law that no file here evaluates and whose
 * potential is not zero, and for what cannot be. The file is kept, not taken over. */
lt_status lt_laws_open(lt_ncr *file, const lt_weather *weather, bool mean, lt_laws **out);
void lt_laws_close(lt_laws *laws); /* NULL is fine */
/* Read the potentials of a field in unit ("kg", "mol"); asked again it does nothing. start: of the run, for what would
 * be lost. */
lt_status lt_laws_want(lt_laws *laws, const char *emitted, const char *unit, lt_time start);
/* Weigh the hour that begins then with the weather file's temperatures (the whole local day's, as far as it has them).
 */
lt_status lt_laws_hour(lt_laws *laws, const lt_weather *weather, lt_time begin);
/* Add what the potentials of a field emit in that hour, its unit a second: area[profile][ny][nx], NULL: not
 * wanted; points[point], which stand in cell[point] (-1: outside). */
void lt_laws_add(const lt_laws *laws, const char *emitted, const long *cell, double *area, double *points);
/* All faults of the group, but for laws that are not here and the potentials themselves. */
lt_status lt_laws_judge(lt_ncr *file, lt_faults *faults);

#endif
