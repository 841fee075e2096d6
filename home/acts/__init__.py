"""Acts of the commune: the periods the law sets, what may be asked of the list, and the doors of the desk.

Code général des collectivités territoriales, articles L2131-1 and R2131-1 (ordonnance 2021-1310, décret 2021-1311).
"""
