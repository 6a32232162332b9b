"""Press: releases made from the facts, their embargo, the press list, and accreditations apart from participants."""
