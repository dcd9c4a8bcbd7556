"""Value objects about a person: NIK, telephone number, name, birth date, place, registration number."""
