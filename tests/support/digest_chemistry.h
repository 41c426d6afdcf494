/* digest_chemistry.h - one hash of the chemistry: of every mechanism with generated code, rate constants of 64 airs and
 * the ends of 64 cells after three calls with pulses; and of its random states, which the interpreter makes. */
#ifndef LT_TESTS_DIGEST_CHEMISTRY_H
#define LT_TESTS_DIGEST_CHEMISTRY_H

/* Prints it; the exit code. */
int digest_chemistry(int threads);

#endif
