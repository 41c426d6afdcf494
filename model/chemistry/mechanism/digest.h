/* digest.h - what a mechanism says, as one hash: species, reactions and rates, not comments, places or file names. */
#ifndef LT_MECHANISM_DIGEST_H
#define LT_MECHANISM_DIGEST_H

#include "base/hash.h"
#include "model/chemistry/mechanism/mechanism.h"

void lt_mechanism_digest(const lt_mechanism *mechanism, lt_digest out);

#endif
