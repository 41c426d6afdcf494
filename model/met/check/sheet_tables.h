/* sheet_tables.h - the sheet as tables (CSV), for spreadsheets and figures. */
#ifndef LT_MET_SHEET_TABLES_H
#define LT_MET_SHEET_TABLES_H

#include "base/outdir.h"
#include "model/met/check/sheet.h"

/* STEM_fields.csv, _rose.csv, _day.csv, _profiles.csv, and where they belong _air.csv, _stations.csv; STEM is the name
 * of the file without its ending. */
lt_status lt_sheet_tables(const lt_sheet *sheet, lt_outdir *out);

#endif
