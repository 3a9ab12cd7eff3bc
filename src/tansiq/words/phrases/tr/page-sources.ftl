## Sources and licences

sources-title = Kaynaklar ve lisanslar
sources-map = Temel harita: Natural Earth, kamu malı
sources-places = Sözle yerler: GeoNames, CC BY 4.0; ana şehirler ve adları elle yazıldı
sources-symbols = Simgeler: MIL-STD-2525E uyarınca
sources-letters = Yazı tipleri: IBM Plex, SIL Open Font License 1.1
sources-code = Tansiq: Apache 2.0; sayfadaki paketler metinleriyle
sources-licences = Bütün lisans metinleri
