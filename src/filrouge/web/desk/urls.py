"""Addresses of the desk."""

from django.urls import path, register_converter

from filrouge.stages.registration.export import FORMATS
from filrouge.web.desk import (
    accepting,
    acts,
    add,
    agenda,
    changing,
    contact,
    convocation,
    delegation_acts,
    delegations,
    duplicates,
    erasing,
    expected,
    figures,
    gatherings,
    importing,
    letter,
    letter_acts,
    letter_files,
    letter_print,
    letter_readers,
    letter_required,
    letter_text,
    letters,
    mails,
    merging,
    message,
    messages,
    needs,
    orders,
    overview,
    partners,
    parts,
    passed_on,
    pictures,
    preparing,
    publications,
    quota_making,
    quotas,
    register_sheet,
    registration,
    registrations,
    second_form,
    signing,
    start,
    territories,
    to_decide,
    trail,
)
from filrouge.web.desk.free_message_urls import of_a_gathering as free_messages
from filrouge.web.desk.invitation_urls import of_a_gathering as invitations_and_relays
from filrouge.web.desk.planning_urls import of_a_gathering as calendar_and_series
from filrouge.web.desk.press_urls import of_a_gathering as press_pages
from filrouge.web.desk.sending_urls import of_a_gathering as lists_and_sendings
from filrouge.web.desk.telling_urls import of_a_gathering as telling_pages


class FormatConverter:
    """The ending of an exported file."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """The name of the format."""
        return value

    def to_url(self, value: str) -> str:
        """The ending."""
        return value


class LetterConverter(FormatConverter):
    """The ending of a letter as a file."""

    regex = "|".join(letter_files.FORMATS)


register_converter(FormatConverter, "sheet")
register_converter(LetterConverter, "letter")

app_name = "desk"
urlpatterns = [
    path("", gatherings.page, name="gatherings"),
    path("new/", start.page, name="start"),
    path("g/<slug:key>/", overview.overview, name="overview"),
    path("g/<slug:key>/step/", overview.step, name="step"),
    path("g/<slug:key>/prepare/", preparing.page, name="prepare"),
    path("g/<slug:key>/publications/", publications.page, name="publications"),
    path("g/<slug:key>/publications/<slug:name>/take-back/", publications.take_back, name="take_back"),
    path("g/<slug:key>/followers/", publications.followers, name="followers"),
    path("g/<slug:key>/programme/", preparing.programme, name="publish_programme"),
    path("g/<slug:key>/parts/<slug:part>/date/", preparing.move, name="move_part"),
    path("g/<slug:key>/parts/<slug:part>/", parts.page, name="part"),
    path("g/<slug:key>/quotas/", quotas.page, name="quotas"),
    path("g/<slug:key>/new-quota/", quota_making.make, name="new_quota"),
    path("g/<slug:key>/priority/", quota_making.priority, name="priority"),
    path("g/<slug:key>/quotas/<slug:quota>/", quotas.change, name="quota"),
    path("g/<slug:key>/quotas/<slug:quota>/edit/", quota_making.edit, name="edit_quota"),
    path("g/<slug:key>/quotas/<slug:quota>/remove/", quota_making.remove, name="remove_quota"),
    path("g/<slug:key>/delegations/", delegations.page, name="delegations"),
    path("g/<slug:key>/delegations/<int:pk>/", delegations.detail, name="delegation"),
    path("g/<slug:key>/delegations/<int:pk>/places/", delegation_acts.hold, name="delegation_hold"),
    path("g/<slug:key>/delegations/<int:pk>/order/", delegation_acts.order, name="delegation_order"),
    path("g/<slug:key>/delegations/<int:pk>/link/", delegation_acts.link, name="delegation_link"),
    path("g/<slug:key>/orders/", orders.page, name="orders"),
    path("g/<slug:key>/orders.json", orders.for_portal, name="orders_deposit"),
    path("g/<slug:key>/orders.<sheet:form>", orders.export, name="orders_export"),
    path("g/<slug:key>/registrations/", registrations.page, name="registrations"),
    path("g/<slug:key>/registrations.<sheet:form>", registrations.export, name="export"),
    path("g/<slug:key>/registrations/<int:pk>/", registration.page, name="registration"),
    path("g/<slug:key>/registrations/<int:pk>/decide/<slug:part>/", acts.decide_part, name="decide"),
    path("g/<slug:key>/registrations/<int:pk>/category/<slug:part>/", accepting.accept, name="category"),
    path("g/<slug:key>/registrations/<int:pk>/set-aside/<slug:part>/", acts.set_rule_aside, name="set_aside"),
    path("g/<slug:key>/registrations/<int:pk>/withdraw/", acts.withdraw_parts, name="withdraw"),
    path("g/<slug:key>/registrations/<int:pk>/link/", acts.give_link, name="link"),
    path("g/<slug:key>/registrations/<int:pk>/change/", changing.change_page, name="change"),
    path("g/<slug:key>/registrations/<int:pk>/replace/", changing.replace_page, name="replace"),
    path("g/<slug:key>/registrations/<int:pk>/second-form/", second_form.answer, name="second_form"),
    path("g/<slug:key>/passed-on/", passed_on.page, name="passed_on"),
    path("g/<slug:key>/duplicates/", duplicates.page, name="duplicates"),
    path("g/<slug:key>/duplicates/<int:keep>/<int:drop>/apart/", duplicates.apart, name="apart"),
    path("g/<slug:key>/merge/<int:keep>/<int:drop>/", merging.page, name="merge"),
    path("g/<slug:key>/registrations/<int:pk>/convocation/", convocation.page, name="convocation"),
    path("g/<slug:key>/registrations/<int:pk>/erase/", erasing.erase, name="erase"),
    path("g/<slug:key>/partners/", partners.page, name="partners"),
    path("g/<slug:key>/partners/take/", partners.take, name="partners_take"),
    path("g/<slug:key>/partner/<slug:part>/", partners.participants, name="partner_list"),
    path("g/<slug:key>/register-sheet/", register_sheet.page, name="register_sheet"),
    path("g/<slug:key>/register-sheet.<sheet:form>", register_sheet.export, name="register_sheet_export"),
    path("g/<slug:key>/to-decide/", to_decide.page, name="to_decide"),
    path("g/<slug:key>/add/", add.page, name="add"),
    path("g/<slug:key>/import/", importing.page, name="import"),
    path("g/<slug:key>/import/template.<sheet:form>", importing.template_file, name="import_template"),
    path("g/<slug:key>/import/<int:pk>/", importing.file_page, name="import_file"),
    path("g/<slug:key>/import/<int:pk>/columns/", importing.choose_columns, name="import_columns"),
    path("g/<slug:key>/import/<int:pk>/decide/", importing.decide, name="import_decide"),
    path("g/<slug:key>/import/<int:pk>/take/", importing.take, name="import_take"),
    path("g/<slug:key>/import/<int:pk>/leave/", importing.leave, name="import_leave"),
    path("g/<slug:key>/add/resident/", add.resident_page, name="add_resident"),
    path("g/<slug:key>/needs/", needs.page, name="needs"),
    path("g/<slug:key>/needs.<sheet:form>", needs.export, name="needs_export"),
    path("g/<slug:key>/needs/names/", needs.names, name="needs_names"),
    path("g/<slug:key>/pictures/", pictures.switch, name="pictures"),
    path("g/<slug:key>/expected/", expected.page, name="expected"),
    path("g/<slug:key>/expected/<slug:part>/<slug:use>/", expected.people, name="expected_list"),
    path("g/<slug:key>/expected/<slug:part>/badges.pdf", expected.badges, name="badges"),
    path("g/<slug:key>/expected/<slug:part>/<slug:use>.<sheet:form>", expected.export, name="expected_export"),
    path("g/<slug:key>/signed/<slug:part>/", signing.page, name="signed"),
    path("g/<slug:key>/figures/", figures.page, name="figures"),
    path("g/<slug:key>/figures.<sheet:form>", figures.export, name="figures_export"),
    path("g/<slug:key>/figures-public.<sheet:form>", figures.public, name="figures_public"),
    path("g/<slug:key>/territories/", territories.page, name="territories"),
    path("g/<slug:key>/territories.<sheet:form>", territories.export, name="territories_export"),
    path("g/<slug:key>/trail/", trail.page, name="trail"),
    path("g/<slug:key>/letters/", letters.page, name="letters"),
    path("g/<slug:key>/letters/start/", letters.start, name="letter_start"),
    path("g/<slug:key>/letters/<int:pk>/", letter.page, name="letter"),
    path("g/<slug:key>/letters/<int:pk>/heading/", letter_text.heading, name="letter_heading"),
    path("g/<slug:key>/letters/<int:pk>/text/<slug:language>/", letter_text.page, name="letter_text"),
    path("g/<slug:key>/letters/<int:pk>/<slug:language>.<letter:form>", letter_files.file, name="letter_file"),
    path("g/<slug:key>/letters/<int:pk>/signatories/", letter_acts.signatory, name="letter_signatory"),
    path("g/<slug:key>/letters/<int:pk>/signatories/<int:signatory_id>/", letter_acts.approve, name="letter_approve"),
    path("g/<slug:key>/letters/<int:pk>/annexes/", letter_acts.annex, name="letter_annex"),
    path("g/<slug:key>/letters/<int:pk>/annexes/<int:annex_id>/", letter_acts.annex_file, name="letter_annex_take"),
    path(
        "g/<slug:key>/letters/<int:pk>/annexes/<int:annex_id>-<slug:language>.pdf",
        letter_files.made,
        name="letter_made",
    ),
    path("g/<slug:key>/letters/<int:pk>/files/<int:file_id>.pdf", letter_files.annex_file, name="letter_annex_file"),
    path("g/<slug:key>/letters/<int:pk>/required/", letter_required.act, name="letter_required"),
    path("g/<slug:key>/letters/<int:pk>/issue/", letter_acts.issue, name="letter_issue"),
    path("g/<slug:key>/letters/<int:pk>/readers/", letter_readers.page, name="letter_readers"),
    path("g/<slug:key>/letters/<int:pk>/print/", letter_print.page, name="letter_print"),
    path("g/<slug:key>/letters/<int:pk>/print/<int:run>/", letter_print.run, name="letter_run"),
    path(
        "g/<slug:key>/letters/<int:pk>/print/<int:run>/letters-<slug:form>.zip",
        letter_print.file,
        name="letter_run_file",
    ),
    path("g/<slug:key>/letters/<int:pk>/send/", letter_readers.send_erratum, name="letter_send"),
    path("g/<slug:key>/letters/<int:pk>/drop/", letter_acts.drop, name="letter_drop"),
    path("g/<slug:key>/letters/<int:pk>/erratum/", letters.erratum, name="letter_erratum"),
    path("g/<slug:key>/contact/", contact.page, name="contact"),
    path("g/<slug:key>/contact/watched/", contact.unwatch, name="contact_unwatch"),
    path("g/<slug:key>/agenda/", agenda.page, name="agenda"),
    path("g/<slug:key>/agenda/switch/", agenda.switch, name="agenda_switch"),
    path("g/<slug:key>/mails/", mails.page, name="mails"),
    path("g/<slug:key>/mails/<int:pk>/retry/", mails.retry_mail, name="retry_mail"),
    path("g/<slug:key>/messages/", messages.page, name="messages"),
    path("g/<slug:key>/messages/reminder/", messages.send_reminder, name="send_reminder"),
    path("g/<slug:key>/messages/moved/", messages.send_moved, name="send_moved"),
    path("g/<slug:key>/messages/<slug:kind>/<slug:language>/", message.page, name="message"),
    path("g/<slug:key>/messages/<slug:kind>/<slug:language>/html/", message.html, name="message_html"),
    path("g/<slug:key>/messages/<slug:kind>/<slug:language>/use/", message.use, name="use_message"),
    *invitations_and_relays,
    *free_messages,
    *lists_and_sendings,
    *telling_pages,
    *press_pages,
    *calendar_and_series,
]
