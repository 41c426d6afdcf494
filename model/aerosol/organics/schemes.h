/* schemes.h - the schemes of organic aerosol there are: a new one is a file scheme_NAME.c that defines
 * lt_organics_NAME, and a line here. */
#ifndef LT_ORGANICS_SCHEMES_H
#define LT_ORGANICS_SCHEMES_H

#define LT_ORGANICS_DEFAULT "ae7"

/* X(name) */
#define LT_ORGANICS_SCHEME_LIST(X)                                                                                     \
    X(ae7)                                                                                                             \
    X(nonvolatile)

#endif
