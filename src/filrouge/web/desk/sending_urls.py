"""Addresses of lists and sendings, below those of a gathering; and of contacts, below those of an organiser."""

from django.urls import path

from filrouge.web.desk import (
    contact_import,
    contacts,
    deliverability,
    recipient_lists,
    sending,
    sending_correction,
    sending_hold,
    sending_letter,
    sending_preview,
    sendings,
)

_LISTS = "g/<slug:key>/lists/"
_SENDINGS = "g/<slug:key>/sendings/"
_CONTACTS = "o/<slug:organiser_key>/contacts/"

of_a_gathering = [
    path(_LISTS, recipient_lists.page, name="lists"),
    path(f"{_LISTS}add/", recipient_lists.add, name="list_add"),
    path(f"{_LISTS}<int:pk>/", recipient_lists.detail, name="list"),
    path(f"{_LISTS}<int:pk>/change/", recipient_lists.change, name="list_change"),
    path(f"{_LISTS}<int:pk>/drop/", recipient_lists.drop, name="list_drop"),
    path(_SENDINGS, sendings.page, name="sendings"),
    path(f"{_SENDINGS}add/", sendings.add, name="sending_add"),
    path(f"{_SENDINGS}<int:pk>/", sendings.detail, name="sending"),
    path(f"{_SENDINGS}<int:pk>/change/", sendings.change, name="sending_change"),
    path(f"{_SENDINGS}<int:pk>/text/<slug:language>/", sending.text, name="sending_text"),
    path(f"{_SENDINGS}<int:pk>/letter/", sending_letter.choose, name="sending_letter"),
    path(f"{_SENDINGS}<int:pk>/approve-anew/", sending_letter.approve_anew, name="sending_approve_anew"),
    path(f"{_SENDINGS}<int:pk>/correct/", sending_correction.correct, name="sending_correct"),
    path(f"{_SENDINGS}<int:pk>/read-again/", sending_hold.read_again, name="sending_read_again"),
    path(f"{_SENDINGS}<int:pk>/annexes/", sending.annex_add, name="sending_annex_add"),
    path(f"{_SENDINGS}<int:pk>/annexes/<int:annex>/", sending.annex_put, name="sending_annex_put"),
    path(f"{_SENDINGS}<int:pk>/annexes/<int:annex>/drop/", sending.annex_drop, name="sending_annex_drop"),
    path(f"{_SENDINGS}<int:pk>/for/<int:contact>/", sending_preview.preview, name="sending_preview"),
    path(f"{_SENDINGS}<int:pk>/for/<int:contact>/html/", sending_preview.preview_html, name="sending_preview_html"),
    path(
        f"{_SENDINGS}<int:pk>/for/<int:contact>/letter-<int:letter>.pdf",
        sending_preview.letter,
        name="sending_preview_letter",
    ),
    path(f"{_SENDINGS}<int:pk>/approve/", sendings.approve, name="sending_approve"),
    path(f"{_SENDINGS}<int:pk>/act/<slug:verb>/", sendings.act, name="sending_act"),
]

of_an_organiser = [
    path(_CONTACTS, contacts.page, name="contacts"),
    path(f"{_CONTACTS}add/", contacts.add, name="contact_add"),
    path(f"{_CONTACTS}import/", contact_import.page, name="contacts_import"),
    path(f"{_CONTACTS}import/<int:pk>/", contact_import.file, name="contacts_file"),
    path(f"{_CONTACTS}import/<int:pk>/take/", contact_import.take, name="contacts_take"),
    path(f"{_CONTACTS}import/<int:pk>/leave/", contact_import.leave, name="contacts_leave"),
    path(f"{_CONTACTS}<int:pk>/", contacts.contact, name="contact"),
    path(f"{_CONTACTS}<int:pk>/data.json", contacts.data, name="contact_data"),
    path(f"{_CONTACTS}<int:pk>/change/", contacts.change, name="contact_change"),
    path(f"{_CONTACTS}<int:pk>/functions/", contacts.function_add, name="contact_function_add"),
    path(f"{_CONTACTS}<int:pk>/functions/<int:function>/end/", contacts.function_end, name="contact_function_end"),
    path(f"{_CONTACTS}<int:pk>/erase/", contacts.erase, name="contact_erase"),
    path("o/<slug:organiser_key>/deliverability/", deliverability.page, name="deliverability"),
]
