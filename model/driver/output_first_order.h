/* output_first_order.h - fields of first-order chemistry: particles and gases share total nitrate and ammonia by the
 * temperature and humidity of the cell (model/aerosol/neutral.h). */
#ifndef LT_OUTPUT_FIRST_ORDER_H
#define LT_OUTPUT_FIRST_ORDER_H

#include "model/driver/output_fields.h"

/* Their number, and the rows added. */
int lt_output_first_order_rows(void);
void lt_output_first_order_add(lt_output_fields *fields);
const char *lt_output_first_order_name(int row);
/* All of them from q[LT_N_SPECIES]. */
void lt_output_first_order_values(const lt_real *q, const lt_output_cell *cell, double *value);

#endif
