/* meic.h - what MEIC's two forms share: names and units.
 *
 * MEIC v1 gives tonnes a cell and month; species of a chemical mechanism (CB05_*, SAPRC07_* ...) 1e6 mol a cell and
 * month (V for the netCDF form, R for the text form: knowledge of the readers of meic2ctm and pyXZ). NOx as NO2. */
#ifndef LT_READER_MEIC_H
#define LT_READER_MEIC_H

#include "inventory/readers/reader.h"

/* Sector, species, year and month from the hint or the file's name, into the field. What neither says is an error. */
lt_status lt_meic_name(const char *path, const lt_reader_hint *hint, lt_foreign_field *field);
/* kg or mol a unit of the file; sets field->moles. */
double lt_meic_unit(lt_foreign_field *field);

#endif
