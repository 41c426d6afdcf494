/* constants.h - the physical constants of the weather files. */
#ifndef LT_MET_CONSTANTS_H
#define LT_MET_CONSTANTS_H

#define LT_GRAVITY 9.80665             /* m s-2, standard */
#define LT_R_DRY 287.05                /* J kg-1 K-1, dry air */
#define LT_CP_DRY 1004.64              /* J kg-1 K-1, 3.5 R */
#define LT_VON_KARMAN 0.4              /* 1 */
#define LT_OMEGA 7.292e-5              /* s-1, rotation of the Earth */
#define LT_STEFAN 5.670374e-8          /* W m-2 K-4 */
#define LT_ICE_POINT 273.15            /* K */
#define LT_FUSION 3.337e5              /* J kg-1, of ice at its melting point */
#define LT_DEGREE 0.017453292519943295 /* rad */

/* Below them a cell has no cloud for rain and for the chemistry of drops (A). */
#define LT_LEAST_CLOUD 1e-6       /* kg/kg of water and ice, mean over the cell */
#define LT_LEAST_CLOUD_SHARE 0.01 /* of the cell: what stands in less is taken to fill this */

#endif
