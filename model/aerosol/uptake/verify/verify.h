/* verify.h - suites of gases on and in particles, for the topic `aerosol` of `lantian verify`. */
#ifndef LT_UPTAKE_VERIFY_H
#define LT_UPTAKE_VERIFY_H

#include "base/verify.h"
#include "model/aerosol/uptake/verify/batch.h"

lt_status lt_verify_aerosol_uptake(lt_verify *verify);
lt_status lt_verify_aerosol_haze(lt_verify *verify);

/* The kernel of this processor. */
lt_status lt_uptake_kernel_here(const lt_uptake_kernel **out);

#endif
