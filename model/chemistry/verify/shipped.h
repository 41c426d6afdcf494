/* shipped.h - the mechanisms that are shipped, one after the other: suites take them all without a list to keep. */
#ifndef LT_VERIFY_SHIPPED_H
#define LT_VERIFY_SHIPPED_H

#include "base/verify.h"
#include "model/chemistry/mechanism/mechanism.h"

/* check of every .def file of model/chemistry/mechanisms, by name. LT_ERR_INPUT, LT_ERR_MEMORY; or what check returns.
 */
lt_status lt_shipped_each(lt_verify *verify, lt_status (*check)(lt_verify *verify, const lt_mechanism *mechanism));

#endif
